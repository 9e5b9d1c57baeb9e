import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import type { Product, User } from '@/api/types'

/** The shop's address in tests: the page's own origin. */
export const at = (path: string) => `${window.location.origin}${path}`

export const alice: User = {
  id: 1,
  username: 'alice',
  email: 'alice@example.com',
  first_name: 'Alice',
  last_name: 'Reyes',
  phone: '',
  email_verified: false,
  pending_email: '',
  is_staff: false,
  is_guest: false,
  date_joined: '2026-11-01T08:00:00Z',
}

/** Somebody without an account. */
export const gina: User = {
  ...alice,
  id: 2,
  username: 'guest-0123456789abcdef',
  email: '',
  first_name: '',
  last_name: '',
  is_guest: true,
}

export const mug: Product = {
  id: 7,
  slug: 'mug',
  name: 'Mug',
  price: '250.00',
  currency: 'PHP',
  description: 'A stoneware mug.',
  image_url: '/media/mug.webp',
  image_thumb_url: '/media/mug-500.webp',
  template_image_url: '/media/mug-template.webp',
  category: { slug: 'drinkware', name: 'Drinkware' },
  colors: [{ name: 'White', hex: '#ffffff', pictures: [] }],
  sizes: [],
  default_size: null,
  in_stock: true,
  stock_left: null,
  price_breaks: [],
  placements: [],
  mockup: null,
}

/** What the session endpoints answer for a person; `access` names the token. */
export const grantFor = (user: User, access = 'token-1', expires_in = 600) =>
  HttpResponse.json({ access, expires_in, user })

/** The body of every refusal. */
export const refusal = (status: number, code: string, error: string, more: object = {}) =>
  HttpResponse.json({ error, code, ...more }, { status })

/** A shop with one mug, no cart and nobody signed in; a test overrides what it is about. */
export const server = setupServer(
  http.get(at('/api/products/'), () => HttpResponse.json([mug])),
  http.get(at('/api/user/addresses/'), () => HttpResponse.json([])),
  http.get(at('/api/orders/claim/'), () => HttpResponse.json({ count: 0 })),
  http.get(at('/api/cart/'), () => HttpResponse.json([])),
  http.post(at('/api/session/refresh/'), () => new HttpResponse(null, { status: 204 })),
  http.post(at('/api/session/logout/'), () => new HttpResponse(null, { status: 204 })),
)
