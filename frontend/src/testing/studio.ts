import { http, HttpResponse } from 'msw'
import type { NewCartItem } from '@/api/types'
import { canOpenPictures } from './pictures'
import { at, server } from './server'
import { config, shirt } from './shop-goods'

export const PHOTO = { width: 6000, height: 4000 }

/** A shop that sells a shirt, to somebody who has made nothing yet. */
export function openStudio(): void {
  sessionStorage.clear()
  canOpenPictures(PHOTO)
  server.use(
    http.get(at('/api/config/'), () => HttpResponse.json(config)),
    http.get(at('/api/products/t-shirt/'), () => HttpResponse.json(shirt)),
  )
}

export const takes = () => HttpResponse.json({ id: 1 }, { status: 201 })

/** What the cart is sent, in the order it is sent; `answer` may refuse. */
export function cartThat(answer: () => Response) {
  const sent: NewCartItem[] = []
  server.use(
    http.post(at('/api/cart/'), async ({ request }) => {
      sent.push((await request.json()) as NewCartItem)
      return answer()
    }),
  )
  return sent
}
