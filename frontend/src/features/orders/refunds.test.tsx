import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Order } from '@/api/types'
import { anOrder } from '@/testing/orders'
import { renderShop } from '@/testing/render-shop'
import { alice, at, refusal, server } from '@/testing/server'

const REFUNDS: Order['refunds'] = [
  { amount: '50.50', reason: 'One print was smudged', at: '2026-11-25T16:30:00Z' },
  { amount: '1000.00', reason: '', at: '2026-11-27T02:00:00Z' },
]

function haveOrder(changes: Partial<Order>) {
  server.use(
    http.get(at('/api/orders/'), () => HttpResponse.json([anOrder(changes)])),
    http.get(at('/api/orders/AB12CD34/'), () => HttpResponse.json(anOrder(changes))),
  )
}

const sumsIn = (place: HTMLElement) =>
  within(place)
    .getAllByRole('definition')
    .map((sum) => `${sum.previousSibling?.textContent} ${sum.textContent}`)

test('a card tells what was given back, when and why', async () => {
  haveOrder({ refunds: REFUNDS, refunded_amount: '1050.50', payment_status: 'partially_refunded' })
  await renderShop('/orders', alice)
  const card = await screen.findByRole('article', { name: 'Order AB12CD34' })
  expect(sumsIn(card).slice(-3)).toEqual([
    'Total paid ₱4,050.00',
    // Half past midnight in Manila is the day after.
    'RefundedNovember 26, 2026 · One print was smudged −₱50.50',
    'RefundedNovember 27, 2026 −₱1,000.00',
  ])
  expect(within(card).queryByText('Refund on its way.')).toBeNull()
})

test('an order says in words where its money is', async () => {
  haveOrder({ refunds: REFUNDS, payment_status: 'partially_refunded' })
  await renderShop('/orders/AB12CD34', alice)
  const paid = await screen.findByRole('region', { name: 'What you paid' })
  expect(within(paid).getByText('Partly refunded to your card')).toBeVisible()
  expect(within(paid).getByText(/One print was smudged/)).toBeVisible()
})

test.each([
  ['paid', [], true],
  ['partially_refunded', REFUNDS, true],
  ['refunded', REFUNDS, false],
  ['free', [], false],
] as const)('of a cancelled order that is %s', async (payment_status, refunds, isAwaited) => {
  haveOrder({ status: 'cancelled', payment_status, refunds: [...refunds] })
  await renderShop('/orders/AB12CD34', alice)
  const paid = await screen.findByRole('region', { name: 'What you paid' })
  expect(within(paid).queryAllByText('Refund on its way.')).toHaveLength(isAwaited ? 1 : 0)
  expect(within(paid).queryAllByText('Refund on its way to your card')).toHaveLength(
    isAwaited ? 1 : 0,
  )
})

const saved: { name: string; file: Blob }[] = []
const revoke = vi.fn()

beforeEach(() => {
  saved.length = 0
  let file = new Blob()
  URL.createObjectURL = vi.fn((blob: Blob) => {
    file = blob
    return 'blob:receipt'
  })
  URL.revokeObjectURL = revoke
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push({ name: this.download, file })
  })
})

afterEach(() => vi.restoreAllMocks())

test('the receipt is fetched with the session and saved under a name that tells the order', async () => {
  haveOrder({})
  const tokens: (string | null)[] = []
  server.use(
    http.get(at('/api/orders/AB12CD34/receipt.pdf'), ({ request }) => {
      tokens.push(request.headers.get('Authorization'))
      return HttpResponse.arrayBuffer(new TextEncoder().encode('%PDF-1.4').buffer, {
        headers: { 'Content-Type': 'application/pdf' },
      })
    }),
  )
  const { visitor } = await renderShop('/orders/AB12CD34', alice)
  await visitor.click(await screen.findByRole('button', { name: 'Download receipt' }))
  await waitFor(() => expect(saved).toHaveLength(1))
  expect(saved[0]?.name).toBe('CustomKeeps receipt AB12CD34.pdf')
  expect(await saved[0]?.file.text()).toBe('%PDF-1.4')
  expect(tokens).toEqual(['Bearer token-1'])
  await waitFor(() => expect(revoke).toHaveBeenCalledWith('blob:receipt'))
})

test('each card has its receipt, named for whoever does not see which card', async () => {
  haveOrder({})
  await renderShop('/orders', alice)
  expect(
    await screen.findByRole('button', { name: 'Download receipt of order AB12CD34' }),
  ).toBeVisible()
})

test('a receipt that does not come says why, and can be asked for again', async () => {
  haveOrder({})
  server.use(
    http.get(at('/api/orders/AB12CD34/receipt.pdf'), () =>
      refusal(429, 'throttled', 'Too many requests. Try again in a minute.'),
    ),
  )
  const { visitor } = await renderShop('/orders/AB12CD34', alice)
  await visitor.click(await screen.findByRole('button', { name: 'Download receipt' }))
  expect(await screen.findByText('Too many requests. Try again in a minute.')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Download receipt' })).toBeEnabled()
  expect(saved).toEqual([])
})
