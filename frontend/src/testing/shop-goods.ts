import type { Product, ProductPicture, ShopConfig } from '@/api/types'
import { mug } from './server'

export const config: ShopConfig = {
  shop_name: 'CustomKeeps',
  currency: 'PHP',
  currencies: ['PHP'],
  stripe_publishable_key: 'pk_test_sandbox',
  stripe_js_url: null,
  max_picture_bytes: 5_242_880,
  max_picture_megapixels: 40,
  min_picture_px: 16,
  max_picture_px: 8000,
  hold_to_pay_ms: 1500,
  max_quantity: 100,
  max_text_length: 500,
}

const side = (name: string, color: string): ProductPicture => ({
  view: `tee_${name.toLowerCase()}`,
  name,
  placement: name.toLowerCase(),
  url: `/media/tee-${name}-${color}.webp`,
  thumb_url: `/media/tee-${name}-${color}-500.webp`,
  width_px: 1000,
  height_px: 1000,
  print_quad: [
    [0.3, 0.3],
    [0.7, 0.3],
    [0.7, 0.8],
    [0.3, 0.8],
  ],
  print_part: [0, 0, 1, 1],
})

/** A shirt in two colours and three sizes, printed on its front, cheaper by the five and the ten. */
export const shirt: Product = {
  ...mug,
  id: 8,
  slug: 't-shirt',
  name: 'T-Shirt',
  price: '500.00',
  description: 'A soft cotton tee.',
  colors: [
    ['White', '#fafaf8'],
    ['Navy Blue', '#1b2a4e'],
  ].map(([name = '', hex = '']) => ({
    name,
    hex,
    pictures: [side('Front', name), side('Back', name)],
  })),
  sizes: ['S', 'M', 'L'],
  default_size: 'M',
  price_breaks: [
    { min_quantity: 5, percent: '5.00', unit_price: '475.00' },
    { min_quantity: 10, percent: '10.00', unit_price: '450.00' },
  ],
  placements: [
    { code: 'front', name: 'Front', width_mm: 300, height_mm: 400 },
    { code: 'back', name: 'Back', width_mm: 300, height_mm: 400 },
  ],
}
