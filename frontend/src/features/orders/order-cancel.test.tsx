import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import type { Order } from '@/api/types'
import { anOrder } from '@/testing/orders'
import { renderShop } from '@/testing/render-shop'
import { alice, at, refusal, server } from '@/testing/server'

const PATH = '/orders/AB12CD34'
const CANCELLED = {
  status: 'cancelled',
  can_cancel: false,
  timeline: [
    { status: 'preparing', at: '2026-11-24T02:30:00Z' },
    { status: 'cancelled', at: '2026-11-24T03:30:00Z' },
  ],
} satisfies Partial<Order>

/** Serves the order in the list and by itself, until it is cancelled; returns the calls for that. */
function haveOrder(changes: Partial<Order> = {}, afterwards: Partial<Order> = CANCELLED) {
  const cancelled: string[] = []
  const now = () => anOrder({ can_cancel: true, ...changes, ...(cancelled[0] && afterwards) })
  server.use(
    http.get(at('/api/orders/'), () => HttpResponse.json([now()])),
    http.get(at('/api/orders/AB12CD34/'), () => HttpResponse.json(now())),
    http.post(at('/api/orders/AB12CD34/cancel/'), ({ request }) => {
      cancelled.push(request.url)
      return HttpResponse.json(now())
    }),
  )
  return cancelled
}

function refuse(status: number, code: string, words: string) {
  server.use(http.post(at('/api/orders/AB12CD34/cancel/'), () => refusal(status, code, words)))
}

const question = () => screen.findByRole('dialog', { name: 'Cancel order AB12CD34?' })
const cancelButton = () => screen.findByRole('button', { name: /^Cancel order/ })

test('asks first, and says what is given back and how long that takes', async () => {
  const cancelled = haveOrder()
  const { visitor } = await renderShop(PATH, alice)
  await visitor.click(await cancelButton())
  expect(await question()).toHaveTextContent(
    'You get back all of the ₱4,050.00 that you paid. Banks usually take 5 to 10 days to show it on your card. A cancelled order cannot be taken up again.',
  )
  await visitor.click(screen.getByRole('button', { name: 'Keep my order' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await waitFor(async () => expect(await cancelButton()).toHaveFocus())
  expect(cancelled).toEqual([])
})

test('once cancelled it says so, with the focus on it, and the refund is on its way', async () => {
  const cancelled = haveOrder()
  const { visitor } = await renderShop(PATH, alice)
  await visitor.click(await cancelButton())
  await visitor.click(await screen.findByRole('button', { name: 'Cancel this order' }))
  const words = await screen.findByText('Order AB12CD34 is cancelled. Your refund is on its way.')
  await waitFor(() => expect(words).toHaveFocus())
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(screen.queryByRole('button', { name: /Cancel/ })).toBeNull()
  expect(screen.getByText('This order was cancelled.')).toBeVisible()
  expect(screen.getByText('Refund on its way.')).toBeVisible()
  expect(screen.getByText('Refund on its way to your card')).toBeVisible()
  expect(cancelled).toHaveLength(1)
})

test('by keyboard alone', async () => {
  const cancelled = haveOrder()
  const { visitor } = await renderShop(PATH, alice)
  const button = await cancelButton()
  button.focus()
  await visitor.keyboard('{Enter}')
  const asked = await question()
  await waitFor(() => expect(asked).toHaveFocus())
  await visitor.keyboard('{Escape}')
  await waitFor(() => expect(button).toHaveFocus())
  await visitor.keyboard('{Enter}')
  const dialog = await question()
  const confirm = within(dialog).getByRole('button', { name: 'Cancel this order' })
  for (let stops = 0; stops < 5 && document.activeElement !== confirm; stops++) await visitor.tab()
  await visitor.keyboard('{Enter}')
  const words = await screen.findByText(/^Order AB12CD34 is cancelled/)
  await waitFor(() => expect(words).toHaveFocus())
  expect(cancelled).toHaveLength(1)
})

test('from the list too, where the card shows it at once', async () => {
  haveOrder()
  const { visitor } = await renderShop('/orders', alice)
  const card = await screen.findByRole('article', { name: 'Order AB12CD34' })
  await visitor.click(within(card).getByRole('button', { name: 'Cancel order AB12CD34' }))
  await visitor.click(await screen.findByRole('button', { name: 'Cancel this order' }))
  expect(await within(card).findByText('Cancelled')).toBeVisible()
  await waitFor(() => expect(within(card).getByText(/^Order AB12CD34 is cancelled/)).toHaveFocus())
  expect(within(card).getByText('Refund on its way.')).toBeVisible()
})

test.each([
  ['free', 'You paid nothing for it, so there is nothing to give back.'],
  ['refunded', 'You have got back all that you paid for it already.'],
  ['partially_refunded', 'You get back the rest of the ₱4,050.00 that you paid.'],
] as const)('what is given back of an order that is %s', async (payment_status, words) => {
  haveOrder({ payment_status })
  const { visitor } = await renderShop(PATH, alice)
  await visitor.click(await cancelButton())
  expect(await question()).toHaveTextContent(words)
})

test('a free order is cancelled without a word about money', async () => {
  haveOrder({ payment_status: 'free' })
  const { visitor } = await renderShop(PATH, alice)
  await visitor.click(await cancelButton())
  await visitor.click(await screen.findByRole('button', { name: 'Cancel this order' }))
  await waitFor(async () =>
    expect(await screen.findByText('Order AB12CD34 is cancelled.')).toHaveFocus(),
  )
  expect(screen.queryByText(/Refund/)).toBeNull()
})

test('too late: says so, shows how far the order is, and does not offer it again', async () => {
  haveOrder()
  const { visitor } = await renderShop(PATH, alice)
  await visitor.click(await cancelButton())
  refuse(409, 'not_cancellable', 'It is packed already, so it can no longer be cancelled.')
  server.use(
    http.get(at('/api/orders/AB12CD34/'), () =>
      HttpResponse.json(anOrder({ status: 'ready_for_delivery' })),
    ),
  )
  await visitor.click(await screen.findByRole('button', { name: 'Cancel this order' }))
  const alert = await screen.findByRole('alert')
  expect(alert).toHaveTextContent('It is packed already, so it can no longer be cancelled.')
  expect(
    await screen.findByText('Made, checked and packed; the courier comes next.'),
  ).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Cancel this order' })).toBeNull()
  const dialog = await question()
  await visitor.click(within(dialog).getAllByRole('button', { name: 'Close' })[1]!)
  const words = await screen.findByText('It is packed already, so it can no longer be cancelled.')
  await waitFor(() => expect(words).toHaveFocus())
  expect(screen.queryByRole('button', { name: /Cancel/ })).toBeNull()
})

test('what may pass can be tried again', async () => {
  const cancelled = haveOrder()
  const { visitor } = await renderShop(PATH, alice)
  await visitor.click(await cancelButton())
  server.use(
    http.post(
      at('/api/orders/AB12CD34/cancel/'),
      () => refusal(503, 'payments_unavailable', 'Our payment partner does not answer just now.'),
      { once: true },
    ),
  )
  await visitor.click(await screen.findByRole('button', { name: 'Cancel this order' }))
  expect(await screen.findByText('Our payment partner does not answer just now.')).toBeVisible()
  await visitor.click(screen.getByRole('button', { name: 'Cancel this order' }))
  await waitFor(async () =>
    expect(await screen.findByText(/^Order AB12CD34 is cancelled/)).toHaveFocus(),
  )
  expect(cancelled).toHaveLength(1)
})

test('while it is being cancelled a second press does nothing and the question stays', async () => {
  haveOrder()
  let answer = () => {}
  const asked: string[] = []
  server.use(
    http.post(at('/api/orders/AB12CD34/cancel/'), async ({ request }) => {
      asked.push(request.url)
      await new Promise<void>((resolve) => (answer = resolve))
      return HttpResponse.json(anOrder(CANCELLED))
    }),
  )
  const { visitor } = await renderShop(PATH, alice)
  await visitor.click(await cancelButton())
  await visitor.click(await screen.findByRole('button', { name: 'Cancel this order' }))
  await visitor.click(await screen.findByRole('button', { name: 'Cancelling…' }))
  await visitor.keyboard('{Escape}')
  expect(await question()).toBeVisible()
  await waitFor(() => expect(asked).toHaveLength(1))
  answer()
  expect(await screen.findByText(/^Order AB12CD34 is cancelled/)).toBeVisible()
  expect(asked).toHaveLength(1)
})

test('an order that has moved on cannot be cancelled', async () => {
  haveOrder({ can_cancel: false, status: 'in_transit' })
  await renderShop(PATH, alice)
  expect(await screen.findByText('On its way to you.')).toBeVisible()
  expect(screen.queryByRole('button', { name: /Cancel/ })).toBeNull()
})
