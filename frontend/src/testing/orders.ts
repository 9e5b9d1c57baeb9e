import type { Order, OrderItem } from '@/api/types'

export const shirtItem: OrderItem = {
  id: 31,
  product_name: 'T-Shirt',
  product_slug: 't-shirt',
  price: '450.00',
  quantity: 10,
  bulk_percent: '10.00',
  line_total: '4500.00',
  base_color: 'Navy Blue',
  base_color_hex: '#1b2a4e',
  size: 'M',
  customization_text: 'Happy birthday Lola',
  design_image_url: '/api/designs/1/picture/',
  design_thumb_url: '/api/designs/1/picture/?size=thumbnail',
  mockup: {
    view: 'tee_front',
    name: 'Front',
    placement: 'front',
    url: '/media/tee.webp',
    thumb_url: '/media/tee-500.webp',
    width_px: 1000,
    height_px: 1000,
    print_quad: [
      [0.3, 0.3],
      [0.7, 0.3],
      [0.7, 0.8],
      [0.3, 0.8],
    ],
    print_part: [0, 0, 1, 1],
  },
  mockup_url: '/media/tee-500.webp',
  print_area: { width_mm: 300, height_mm: 400 },
}

/** Ten shirts with a coupon, just paid, with changes. */
export function anOrder(changes: Partial<Order> = {}): Order {
  return {
    id: 5,
    order_id: 'AB12CD34',
    total_amount: '5000.00',
    bulk_discount: '500.00',
    coupon_discount: '450.00',
    discount_amount: '950.00',
    final_amount: '4050.00',
    total: '4050.00',
    discount: '950.00',
    coupon_code: 'SAVE10',
    coupon: 'SAVE10',
    currency: 'PHP',
    status: 'preparing',
    status_label: 'Preparing',
    payment_status: 'paid',
    items: [shirtItem],
    timeline: [{ status: 'preparing', at: '2026-11-24T02:30:00Z' }],
    shipment: null,
    can_cancel: false,
    date: '2026-11-24',
    created_at: '2026-11-24T02:30:00Z',
    ...changes,
  }
}
