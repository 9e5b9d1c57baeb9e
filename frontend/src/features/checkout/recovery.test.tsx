import { screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { fillCart, mugs, quoteFor, shirts } from '@/testing/cart'
import {
  holdToPay,
  openCart,
  ORDER,
  refuseCreating,
  refusePaying,
  skipPauses,
  takePayments,
} from '@/testing/checkout'
import { at, refusal, server } from '@/testing/server'
import { fillCard, holdCharge, installStripe, stripe } from '@/testing/stripe'

beforeAll(() => import('@/app/routes/cart'))
beforeEach(() => {
  installStripe()
  fillCart(mugs, shirts)
})

test('a total that has changed is said and shown before it can be paid', async () => {
  const cart = fillCart(mugs)
  takePayments()
  refusePaying(400, 'amount_mismatch', 'The total is now 5500.00 PHP.', {
    expected_amount: '5500.00',
  })
  await openCart()
  await fillCard()
  await screen.findByRole('button', { name: 'Hold to pay ₱5,250.00' })
  cart.quote = () => quoteFor(cart.lines, { final_amount: '5500.00' })
  await holdToPay()
  expect(
    await screen.findByText('The total is now ₱5,500.00. Look it over, then pay if you agree.'),
  ).toBeVisible()
  expect(await screen.findByRole('button', { name: 'Hold to pay ₱5,500.00' })).toBeVisible()
  expect(stripe.confirmCardPayment).not.toHaveBeenCalled()
})

test('lines that are too many are flagged, with the way out', async () => {
  const cart = fillCart(mugs, shirts)
  takePayments()
  refusePaying(400, 'out_of_stock', 'Some of this is not available as you want it any more.', {
    lines: [
      { id: mugs.id, available: 2 },
      { id: shirts.id, available: 0 },
    ],
  })
  const { visitor } = await openCart()
  await fillCard()
  await holdToPay()
  expect(await screen.findByText('Only 2 left.')).toBeVisible()
  expect(screen.getByText(/Look at the items marked above\.$/)).toBeVisible()
  expect(screen.getByText(/^Sold out for now/)).toBeVisible()
  await visitor.click(screen.getByRole('button', { name: 'Make it 2' }))
  await waitFor(() => expect(screen.queryByText('Only 2 left.')).not.toBeInTheDocument())
  expect(cart.lines[0]?.quantity).toBe(2)
})

test('what is paid already leads to its order instead of to a second payment', async () => {
  takePayments()
  refusePaying(409, 'already_paid', 'This is paid already.', { order_id: 'PAID0001' })
  const { pathname } = await openCart()
  await fillCard()
  await holdToPay()
  await waitFor(() => expect(pathname()).toBe('/orders/PAID0001'))
  expect(stripe.confirmCardPayment).not.toHaveBeenCalled()
})

test('a payment that the bank still works on is waited for, not repeated', async () => {
  takePayments()
  refusePaying(409, 'payment_processing', 'Your bank is still working on this payment.')
  await openCart()
  await fillCard()
  await holdToPay()
  const title = await screen.findByRole('heading', {
    name: 'Your bank is still working on this payment',
  })
  await waitFor(() => expect(title).toHaveFocus())
  expect(screen.queryByRole('button', { name: /pay/i })).not.toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'See your orders' })).toHaveAttribute('href', '/orders')
})

test('a payment partner out of reach is said, and the same button tries again', async () => {
  const asked = takePayments()
  server.use(
    http.post(
      at('/api/checkout/pay/'),
      () => refusal(503, 'payments_unavailable', 'Nothing was charged; try again in a moment.'),
      { once: true },
    ),
  )
  const { pathname } = await openCart()
  await fillCard()
  await holdToPay()
  expect(await screen.findByText('Nothing was charged; try again in a moment.')).toBeVisible()
  await holdToPay()
  await waitFor(() => expect(pathname()).toBe('/orders/ABCD1234'))
  expect(asked.pay).toHaveLength(1)
})

test('a connection lost after paying is tried again with the same key', async () => {
  skipPauses()
  const asked = takePayments()
  let failures = 0
  server.use(
    http.post(at('/api/orders/create_from_cart/'), ({ request }) => {
      asked.keys.push(request.headers.get('Idempotency-Key'))
      failures += 1
      return failures < 3 ? HttpResponse.error() : HttpResponse.json(ORDER)
    }),
  )
  const { pathname } = await openCart()
  await fillCard()
  await holdToPay()
  await waitFor(() => expect(pathname()).toBe('/orders/ABCD1234'))
  expect(new Set(asked.keys).size).toBe(1)
  expect(asked.keys).toHaveLength(3)
})

test('when the order cannot be seen it is promised, never offered for payment again', async () => {
  skipPauses()
  takePayments()
  refuseCreating(() => HttpResponse.error())
  const { visitor, pathname } = await openCart()
  await fillCard()
  await holdToPay()
  expect(await screen.findByRole('heading', { name: 'Your payment went through' })).toBeVisible()
  expect(screen.queryByRole('button', { name: /pay/i })).not.toBeInTheDocument()
  expect(screen.getByText(/Do not pay again\.$/)).toBeVisible()
  refuseCreating(() => HttpResponse.json(ORDER))
  await visitor.click(screen.getByRole('button', { name: 'Check again' }))
  await waitFor(() => expect(pathname()).toBe('/orders/ABCD1234'))
  expect(stripe.confirmCardPayment).toHaveBeenCalledOnce()
})

test('being back online looks for the order by itself', async () => {
  skipPauses()
  takePayments()
  refuseCreating(() => HttpResponse.error())
  const { pathname } = await openCart()
  await fillCard()
  await holdToPay()
  await screen.findByRole('heading', { name: 'Your payment went through' })
  refuseCreating(() => HttpResponse.json(ORDER))
  window.dispatchEvent(new Event('online'))
  await waitFor(() => expect(pathname()).toBe('/orders/ABCD1234'))
})

test('a connection lost while the card was charged is cleared up with the shop', async () => {
  takePayments()
  refuseCreating(() => refusal(400, 'payment_not_succeeded', 'Not completed.'))
  stripe.confirmCardPayment.mockResolvedValueOnce({ error: { type: 'api_connection_error' } })
  const { pathname } = await openCart()
  await fillCard()
  await holdToPay()
  expect(await screen.findByText(/Nothing was charged: you can try again\.$/)).toBeVisible()
  refuseCreating(() => HttpResponse.json(ORDER))
  await holdToPay()
  await waitFor(() => expect(pathname()).toBe('/orders/ABCD1234'))
})

test('a bank that says no after all leads back to paying', async () => {
  skipPauses()
  takePayments()
  refuseCreating(() => refusal(409, 'payment_processing', 'Your bank is still working on it.'))
  stripe.confirmCardPayment.mockResolvedValueOnce({ paymentIntent: { status: 'processing' } })
  const { visitor } = await openCart()
  await fillCard()
  await holdToPay()
  await screen.findByRole('heading', { name: 'Your bank is still working on this payment' })
  refuseCreating(() => refusal(400, 'payment_not_succeeded', 'Not completed.'))
  await visitor.click(screen.getByRole('button', { name: 'Check again' }))
  expect(
    await screen.findByText(/^This payment was not completed\. Nothing was charged/),
  ).toBeVisible()
  expect(await screen.findByRole('button', { name: /^Hold to pay/ })).toBeEnabled()
})

test('a charge of unknown outcome does not lead back to paying', async () => {
  skipPauses()
  takePayments()
  refuseCreating(() => HttpResponse.error())
  stripe.confirmCardPayment.mockResolvedValueOnce({ error: { type: 'api_connection_error' } })
  await openCart()
  await fillCard()
  await holdToPay()
  expect(
    await screen.findByRole('heading', { name: 'We are not sure yet whether you have paid' }),
  ).toBeVisible()
  expect(screen.queryByRole('button', { name: /pay/i })).not.toBeInTheDocument()
})

test('the cart stays in sight while money moves, even when its order was made elsewhere', async () => {
  takePayments()
  const cart = fillCart(mugs)
  const answer = holdCharge(stripe.confirmCardPayment)
  const { pathname } = await openCart()
  await fillCard()
  await holdToPay()
  await screen.findByText(/^Paying with your card/)
  cart.lines = []
  window.dispatchEvent(new Event('visibilitychange'))
  await waitFor(() => expect(screen.queryByText('3 pieces')).not.toBeInTheDocument())
  expect(screen.getByRole('heading', { name: 'Mug' })).toBeVisible()
  answer({ paymentIntent: { status: 'succeeded' } })
  await waitFor(() => expect(pathname()).toBe('/orders/ABCD1234'))
})
