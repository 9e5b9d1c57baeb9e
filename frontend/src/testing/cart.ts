import { http, HttpResponse } from 'msw'
import type { CartItem, Quote, ShopConfig } from '@/api/types'
import { at, server } from './server'

export const mugs: CartItem = {
  id: 1,
  product: 7,
  product_slug: 'mug',
  product_name: 'Mug',
  price: '250.00',
  price_changed_from: null,
  currency: 'PHP',
  quantity: 3,
  base_color: 'White',
  base_color_hex: '#ffffff',
  size: null,
  default_size: null,
  customization_text: 'Good mornings',
  design: null,
  design_image_url: null,
  design_thumb_url: null,
  design_sha256: null,
  previews: [],
  preflight: [],
  mockup: null,
  mockup_url: null,
  print_area: null,
  line_total: '750.00',
  bulk_percent: '0.00',
  colors: [
    { name: 'White', hex: '#ffffff' },
    { name: 'Black', hex: '#111111' },
  ],
  sizes: [],
  available: true,
  created_at: '2026-11-20T08:00:00Z',
  updated_at: '2026-11-20T08:00:00Z',
}

export const shirts: CartItem = {
  ...mugs,
  id: 2,
  product: 8,
  product_slug: 't-shirt',
  product_name: 'T-Shirt',
  price: '500.00',
  quantity: 10,
  base_color: 'Black',
  base_color_hex: '#111111',
  size: 'M',
  default_size: 'M',
  customization_text: 'Reyes family',
  line_total: '4500.00',
  bulk_percent: '10.00',
  sizes: ['S', 'M', 'L'],
}

export const shopConfig: ShopConfig = {
  shop_name: 'CustomKeeps',
  currency: 'PHP',
  currencies: ['PHP'],
  stripe_publishable_key: 'pk_test_shop',
  stripe_js_url: null,
  max_picture_bytes: 5_242_880,
  max_picture_megapixels: 40,
  min_picture_px: 16,
  max_picture_px: 8000,
  hold_to_pay_ms: 100,
  max_quantity: 100,
  max_text_length: 500,
}

/** A quote of these lines; the amounts are whatever the test says they are. */
export function quoteFor(lines: CartItem[], amounts: Partial<Quote> = {}): Quote {
  return {
    lines: lines.map(({ id, product_name, price, quantity, bulk_percent, line_total }) => ({
      ...{ id, product_name, price, quantity, bulk_percent, line_total },
      next_break: null,
    })),
    raw_subtotal: '5750.00',
    bulk_discount: '500.00',
    subtotal_after_bulk: '5250.00',
    coupon: null,
    coupon_error: null,
    coupon_minimum: null,
    coupon_discount: '0.00',
    discount_amount: '500.00',
    final_amount: '5250.00',
    currency: 'PHP',
    ...amounts,
  }
}

/** A coupon that takes 10% off. */
export const save10: Quote['coupon'] = {
  code: 'SAVE10',
  kind: 'percent',
  percent: '10.00',
  amount: null,
}

type FakeCart = {
  lines: CartItem[]
  /** What the shop computes; a test replaces it. */
  quote: (coupon: string) => Quote
  /** Every coupon code that a quote was asked with. */
  asked: string[]
}

/** The shop's cart with these lines in it; the test reads and changes it as the shop would. */
export function fillCart(...lines: CartItem[]): FakeCart {
  const cart: FakeCart = { lines, quote: () => quoteFor(cart.lines), asked: [] }
  server.use(
    http.get(at('/api/cart/'), () => HttpResponse.json(cart.lines)),
    http.get(at('/api/config/'), () => HttpResponse.json(shopConfig)),
    http.post(at('/api/cart/quote/'), async ({ request }) => {
      const { coupon_code } = (await request.json()) as { coupon_code: string }
      cart.asked.push(coupon_code)
      return HttpResponse.json(cart.quote(coupon_code))
    }),
    http.patch(at('/api/cart/:id/'), async ({ request, params }) => {
      const changes = (await request.json()) as Partial<CartItem>
      const changed = { ...cart.lines.find(({ id }) => id === Number(params.id))!, ...changes }
      cart.lines = cart.lines.map((line) => (line.id === changed.id ? changed : line))
      return HttpResponse.json(changed)
    }),
    http.delete(at('/api/cart/clear/'), () => {
      cart.lines = []
      return HttpResponse.json({ message: 'Cart cleared' })
    }),
    http.delete(at('/api/cart/:id/'), ({ params }) => {
      cart.lines = cart.lines.filter(({ id }) => id !== Number(params.id))
      return new HttpResponse(null, { status: 204 })
    }),
  )
  return cart
}
