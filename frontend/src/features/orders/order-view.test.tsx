import { onlineManager } from '@tanstack/react-query'
import { act, screen, waitFor, within } from '@testing-library/react'
import { delay, http, HttpResponse } from 'msw'
import { afterEach, expect, test, vi } from 'vitest'
import { anOrder, shirtItem } from '@/testing/orders'
import { renderShop } from '@/testing/render-shop'
import { alice, at, refusal, server } from '@/testing/server'

const PATH = '/orders/AB12CD34'

afterEach(() => onlineManager.setOnline(true))

function haveOrder(order: ReturnType<typeof anOrder>) {
  server.use(http.get(at('/api/orders/AB12CD34/'), () => HttpResponse.json(order)))
}

const steps = () =>
  within(screen.getByRole('main'))
    .getAllByRole('listitem')
    .filter((item) => item.parentElement?.tagName === 'OL')

test('the timeline gives the date of each step taken and names those to come', async () => {
  haveOrder(
    anOrder({
      status: 'in_transit',
      timeline: [
        { status: 'preparing', at: '2026-11-24T02:30:00Z' },
        { status: 'ready_for_delivery', at: '2026-11-25T01:00:00Z' },
        { status: 'in_transit', at: '2026-11-25T23:15:00Z' },
      ],
    }),
  )
  await renderShop(PATH, alice)
  await screen.findByRole('heading', { level: 1, name: 'Order AB12CD34' })
  await screen.findByText('On its way to you.')
  expect(steps().map((step) => step.textContent.replace(/\s/g, ' '))).toEqual([
    'PreparingNov 24, 2026, 10:30 AM',
    'Ready for deliveryNov 25, 2026, 9:00 AM',
    'In transitNov 26, 2026, 7:15 AM',
    'Delivered, still to come',
    'Completed, still to come',
  ])
  expect(steps().map((step) => step.getAttribute('aria-current'))).toEqual([
    null,
    null,
    'step',
    null,
    null,
  ])
})

test('a cancelled order has no steps to come', async () => {
  haveOrder(
    anOrder({
      status: 'cancelled',
      payment_status: 'refunded',
      timeline: [
        { status: 'preparing', at: '2026-11-24T02:30:00Z' },
        { status: 'cancelled', at: '2026-11-24T03:30:00Z' },
      ],
    }),
  )
  await renderShop(PATH, alice)
  expect(await screen.findByText('Refunded to your card')).toBeVisible()
  expect(steps()).toHaveLength(2)
  expect(steps()[1]).toHaveAttribute('aria-current', 'step')
})

test('shows what will be printed, in place and by itself', async () => {
  haveOrder(anOrder())
  await renderShop(PATH, alice)
  expect(
    await screen.findByRole('img', {
      name: 'T-Shirt in Navy Blue with your picture and the words “Happy birthday Lola”',
    }),
  ).toHaveAttribute('src', '/media/tee.webp')
  expect(screen.getByRole('link', { name: 'See it in full size, in a new tab' })).toHaveAttribute(
    'href',
    '/api/designs/1/picture/',
  )
  expect(screen.getByRole('link', { name: 'T-Shirt' })).toHaveAttribute(
    'href',
    '/customize/t-shirt',
  )
})

test('explains every amount', async () => {
  haveOrder(anOrder())
  await renderShop(PATH, alice)
  const receipt = await screen.findByRole('region', { name: 'What you paid' })
  const facts = within(receipt).getAllByRole('definition')
  expect(facts.map((fact) => `${fact.previousSibling?.textContent} ${fact.textContent}`)).toEqual([
    'Subtotal ₱5,000.00',
    'Bulk discount −₱500.00',
    'Coupon SAVE10 −₱450.00',
    'Total paid ₱4,050.00',
    'Payment Paid by card',
    expect.stringMatching(/^Ordered Nov 24, 2026, 10:30.AM$/),
    'Order AB12CD34',
  ])
  expect(screen.getByText('10 × ₱450.00, with 10% bulk discount')).toBeVisible()
})

test('an order of nothing says that there was nothing to pay', async () => {
  haveOrder(anOrder({ payment_status: 'free', final_amount: '0.00' }))
  await renderShop(PATH, alice)
  expect(await screen.findByText('Nothing to pay')).toBeVisible()
  expect(screen.queryByText('Total paid')).toBeNull()
})

test('a product that is no longer sold is named without a link', async () => {
  haveOrder(anOrder({ items: [{ ...shirtItem, product_slug: null, mockup: null }] }))
  await renderShop(PATH, alice)
  expect(await screen.findByRole('heading', { name: 'T-Shirt' })).toBeVisible()
  expect(screen.queryByRole('link', { name: 'T-Shirt' })).toBeNull()
})

test('an order of somebody else is not there', async () => {
  server.use(
    http.get(at('/api/orders/ZZZZZZZZ/'), () => refusal(404, 'not_found', 'There is none.')),
  )
  await renderShop('/orders/ZZZZZZZZ', alice)
  expect(await screen.findByRole('heading', { name: 'There is no such order' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'See all your orders' })).toHaveAttribute(
    'href',
    '/orders',
  )
})

test('offers to try again when the order did not load', async () => {
  server.use(
    http.get(at('/api/orders/AB12CD34/'), () => refusal(500, 'broken', 'We are repairing this.')),
  )
  const { visitor } = await renderShop(PATH, alice)
  expect(await screen.findByText('We are repairing this.')).toBeVisible()
  haveOrder(anOrder())
  await visitor.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('What you paid')).toBeVisible()
})

test('offline it says so', async () => {
  haveOrder(anOrder())
  onlineManager.setOnline(false)
  await renderShop(PATH, alice)
  expect(await screen.findByText('You are offline')).toBeVisible()
})

test('what the list knows is shown while the order loads', async () => {
  server.use(
    http.get(at('/api/orders/'), () => HttpResponse.json([anOrder()])),
    http.get(at('/api/orders/AB12CD34/'), () => delay('infinite')),
  )
  const { visitor } = await renderShop('/orders', alice)
  await visitor.click(await screen.findByRole('link', { name: 'Order AB12CD34' }))
  expect(await screen.findByText('What you paid')).toBeVisible()
  await waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toHaveFocus())
})

test('a new status shows as soon as the window is looked at again', async () => {
  haveOrder(anOrder())
  await renderShop(PATH, alice)
  await screen.findByText('We have your order and are making it.')
  haveOrder(anOrder({ status: 'delivered' }))
  act(() => {
    window.dispatchEvent(new Event('visibilitychange'))
  })
  expect(await screen.findByText('It has arrived.')).toBeVisible()
})

test('who comes from paying is thanked', async () => {
  haveOrder(anOrder())
  server.use(http.get(at('/api/orders/'), () => HttpResponse.json([anOrder()])))
  const { router } = await renderShop('/', alice)
  await act(() => router.navigate(PATH, { state: { paid: true } }))
  expect(await screen.findByText('Thank you, your order is placed.')).toBeVisible()
})

test('prints the page', async () => {
  const print = vi.spyOn(window, 'print').mockImplementation(() => undefined)
  haveOrder(anOrder())
  const { visitor } = await renderShop(PATH, alice)
  await visitor.click(await screen.findByRole('button', { name: 'Print this page' }))
  expect(print).toHaveBeenCalledOnce()
})
