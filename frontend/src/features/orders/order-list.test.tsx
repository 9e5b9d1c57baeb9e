import { onlineManager } from '@tanstack/react-query'
import { act, screen, waitFor, within } from '@testing-library/react'
import { delay, http, HttpResponse } from 'msw'
import { afterEach, expect, test } from 'vitest'
import { anOrder } from '@/testing/orders'
import { renderShop } from '@/testing/render-shop'
import { alice, at, refusal, server } from '@/testing/server'

afterEach(() => onlineManager.setOnline(true))

function haveOrders(...orders: ReturnType<typeof anOrder>[]) {
  server.use(http.get(at('/api/orders/'), () => HttpResponse.json(orders)))
}

const PAGE_ROOM = 10

/** Serves `count` orders in pages as the shop does; returns the offsets asked for. */
function haveManyOrders(count: number) {
  const asked: string[] = []
  server.use(
    http.get(at('/api/orders/'), ({ request }) => {
      const query = new URL(request.url).searchParams
      asked.push(query.toString())
      const offset = Number(query.get('offset'))
      const end = Math.min(offset + PAGE_ROOM, count)
      const page = Array.from({ length: end - offset }, (_, place) =>
        anOrder({ id: offset + place, order_id: `ORDER${100 + offset + place}` }),
      )
      const next = `<${at('/api/orders/')}?limit=${PAGE_ROOM}&offset=${end}>; rel="next"`
      return HttpResponse.json(page, end < count ? { headers: { Link: next } } : {})
    }),
  )
  return asked
}

const titles = () => screen.getAllByRole('heading', { level: 2 }).map((title) => title.textContent)

test('a card tells what was ordered, how far it is and what it cost', async () => {
  haveOrders(anOrder())
  await renderShop('/orders', alice)
  const card = await screen.findByRole('article', { name: 'Order AB12CD34' })
  expect(within(card).getByRole('link', { name: 'Order AB12CD34' })).toHaveAttribute(
    'href',
    '/orders/AB12CD34',
  )
  const texts = ['Preparing', 'November 24, 2026', 'T-Shirt', 'Navy Blue', 'Size M', '10 pieces']
  for (const text of texts) expect(within(card).getByText(text)).toBeVisible()
  expect(within(card).getByText('“Happy birthday Lola”')).toBeVisible()
  expect(within(card).getByText('₱4,500.00')).toBeVisible()
  const sums = within(card).getAllByRole('definition')
  expect(sums.map((sum) => `${sum.previousSibling?.textContent} ${sum.textContent}`)).toEqual([
    'Subtotal ₱5,000.00',
    'Bulk discount −₱500.00',
    'Coupon SAVE10 −₱450.00',
    'Total paid ₱4,050.00',
  ])
})

test('discounts that were not given are not listed', async () => {
  haveOrders(anOrder({ bulk_discount: '0.00', coupon_code: null, coupon_discount: '0.00' }))
  await renderShop('/orders', alice)
  await screen.findByText('Total paid')
  expect(screen.getAllByRole('term').map((term) => term.textContent)).toEqual([
    'Subtotal',
    'Total paid',
  ])
})

test('without orders it invites to make something', async () => {
  haveOrders()
  await renderShop('/orders', alice)
  expect(await screen.findByText('Nothing ordered yet')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Choose something to make' })).toHaveAttribute(
    'href',
    '/',
  )
})

test('says that orders are loading', async () => {
  server.use(http.get(at('/api/orders/'), () => delay('infinite')))
  await renderShop('/orders', alice)
  expect(await screen.findByText('Loading your orders')).toBeInTheDocument()
})

test('offers to try again when orders did not load', async () => {
  server.use(http.get(at('/api/orders/'), () => refusal(500, 'broken', 'We are repairing this.')))
  const { visitor } = await renderShop('/orders', alice)
  expect(await screen.findByText('We are repairing this.')).toBeVisible()
  haveOrders(anOrder())
  await visitor.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('Order AB12CD34')).toBeVisible()
})

test('offline it says so, and loads once connected again', async () => {
  haveOrders(anOrder())
  onlineManager.setOnline(false)
  await renderShop('/orders', alice)
  expect(await screen.findByText('You are offline')).toBeVisible()
  act(() => onlineManager.setOnline(true))
  expect(await screen.findByText('Order AB12CD34')).toBeVisible()
})

test('older orders follow the link to the next page and take the focus', async () => {
  const asked = haveManyOrders(12)
  const { visitor } = await renderShop('/orders', alice)
  await screen.findByText('Order ORDER100')
  expect(titles()).toHaveLength(10)
  await visitor.click(screen.getByRole('button', { name: 'Show older orders' }))
  const first = await screen.findByRole('link', { name: 'Order ORDER110' })
  await waitFor(() => expect(first).toHaveFocus())
  expect(titles()).toHaveLength(12)
  expect(screen.queryByRole('button', { name: 'Show older orders' })).toBeNull()
  expect(asked).toEqual(['limit=10&offset=0', 'limit=10&offset=10'])
})

test('older orders that did not load leave the others and can be asked for again', async () => {
  haveManyOrders(12)
  const { visitor } = await renderShop('/orders', alice)
  await screen.findByText('Order ORDER100')
  server.use(http.get(at('/api/orders/'), () => refusal(503, 'busy', 'Try again in a moment.')))
  await visitor.click(screen.getByRole('button', { name: 'Show older orders' }))
  expect(await screen.findByText('Try again in a moment.')).toBeVisible()
  expect(titles()).toHaveLength(10)
  haveManyOrders(12)
  await visitor.click(screen.getByRole('button', { name: 'Show older orders' }))
  expect(await screen.findByText('Order ORDER111')).toBeVisible()
})

test('an order that moved on shows it as soon as the window is looked at again', async () => {
  haveOrders(anOrder())
  await renderShop('/orders', alice)
  await screen.findByText('Preparing')
  haveOrders(anOrder({ status: 'in_transit' }))
  act(() => {
    window.dispatchEvent(new Event('visibilitychange'))
  })
  expect(await screen.findByText('In transit')).toBeVisible()
})

test('who comes from paying is thanked once', async () => {
  haveOrders(anOrder())
  const { router } = await renderShop('/', alice)
  await act(() => router.navigate('/orders', { state: { paid: true } }))
  expect(await screen.findByText('Thank you, your order is placed.')).toBeVisible()
  await waitFor(() => expect(router.state.location.state).toBeNull())
  expect(screen.getByText('Thank you, your order is placed.')).toBeVisible()
  await act(() => router.navigate('/'))
  await act(() => router.navigate('/orders'))
  await screen.findByText('Order AB12CD34')
  expect(screen.queryByText('Thank you, your order is placed.')).toBeNull()
})
