import { fireEvent, screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, vi } from 'vitest'
import { PAUSES_MS } from '@/features/checkout/collect-order'
import { anOrder } from './orders'
import { renderShop } from './render-shop'
import { alice, at, refusal, server } from './server'

export const ORDER = anOrder({ order_id: 'ABCD1234' })
const opened = { clientSecret: 'pi_1_secret_x', paymentIntentId: 'pi_1', order: null }

/** The shop opens this payment and makes that order of it; counts what it is asked. */
export function takePayments() {
  const asked = { pay: [] as unknown[], create: [] as unknown[], keys: [] as (string | null)[] }
  server.use(
    http.post(at('/api/checkout/pay/'), async ({ request }) => {
      asked.pay.push(await request.json())
      return HttpResponse.json(opened)
    }),
    http.post(at('/api/orders/create_from_cart/'), async ({ request }) => {
      asked.create.push(await request.json())
      asked.keys.push(request.headers.get('Idempotency-Key'))
      return HttpResponse.json(ORDER, { status: 201 })
    }),
    http.get(at('/api/orders/'), () => HttpResponse.json([])),
    http.get(at('/api/orders/:id/'), ({ params }) =>
      HttpResponse.json(anOrder({ order_id: String(params.id) })),
    ),
  )
  return asked
}

export const refuseCreating = (answer: () => Response) =>
  server.use(http.post(at('/api/orders/create_from_cart/'), answer))
export const refusePaying = (...given: Parameters<typeof refusal>) =>
  server.use(http.post(at('/api/checkout/pay/'), () => refusal(...given)))

export async function openCart(path = '/cart', user = alice) {
  const shop = await renderShop(path, user)
  const pathname = () => shop.router.state.location.pathname
  return { ...shop, pathname }
}

export const holdButton = () => screen.findByRole('button', { name: /^Hold to/ })

/** Presses, and keeps pressing until the button is full. */
export async function holdToPay() {
  const button = await holdButton()
  await waitFor(() => expect(button).toHaveAttribute('aria-disabled', 'false'))
  fireEvent.pointerDown(button, { isPrimary: true, button: 0, pressure: 0.5 })
  await waitFor(() => expect(screen.queryByText(/^(Keep holding|Almost there)/)).toBeNull())
  fireEvent.pointerUp(button)
}

/** The pauses between tries pass at once; everything else keeps its time. */
export function skipPauses() {
  const real = setTimeout
  const quick = (work: () => void, ms = 0) => real(work, PAUSES_MS.includes(ms) ? 0 : ms)
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(quick)
}
