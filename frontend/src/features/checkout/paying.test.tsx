import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { fillCart, mugs, quoteFor, save10, shirts } from '@/testing/cart'
import { holdButton, holdToPay, openCart, ORDER, takePayments } from '@/testing/checkout'
import { at, server } from '@/testing/server'
import { fillCard, holdCharge, installStripe, stripe } from '@/testing/stripe'

beforeAll(() => import('@/app/routes/cart'))
beforeEach(() => {
  installStripe()
  fillCart(mugs, shirts)
})

test('holding charges the card once, makes the order and opens it', async () => {
  const asked = takePayments()
  const { router, pathname } = await openCart()
  await fillCard()
  await holdToPay()
  await waitFor(() => expect(pathname()).toBe('/orders/ABCD1234'))
  expect(router.state.location.state).toEqual({ paid: true })
  expect(asked.pay).toEqual([{ amount: '5250.00', coupon_code: '' }])
  expect(asked.create).toEqual([{ payment_intent_id: 'pi_1' }])
  expect(asked.keys[0]).toMatch(/^pi_1-/)
  expect(stripe.confirmCardPayment).toHaveBeenCalledOnce()
  expect(stripe.confirmCardPayment.mock.calls[0]?.[0]).toBe('pi_1_secret_x')
})

test('pays with the coupon as the shop writes it', async () => {
  const cart = fillCart(mugs, shirts)
  cart.quote = (code) => quoteFor(cart.lines, { coupon: code ? save10 : null })
  const asked = takePayments()
  await openCart('/cart?coupon=save10')
  await fillCard()
  await holdToPay()
  await waitFor(() => expect(asked.pay).toEqual([{ amount: '5250.00', coupon_code: 'SAVE10' }]))
})

test('pays without a coupon that the cart is too small for', async () => {
  const cart = fillCart(mugs, shirts)
  const waiting = { coupon_error: 'This code needs more.', coupon_minimum: '6000.00' }
  cart.quote = (code) => quoteFor(cart.lines, code ? waiting : {})
  const asked = takePayments()
  await openCart('/cart?coupon=MORE')
  await fillCard()
  await holdToPay()
  await waitFor(() => expect(asked.pay).toEqual([{ amount: '5250.00', coupon_code: '' }]))
})

test('says at each step what happens, and lets nothing be changed or pressed meanwhile', async () => {
  const asked = takePayments()
  const answer = holdCharge(stripe.confirmCardPayment)
  const { visitor, pathname } = await openCart()
  await fillCard()
  await holdToPay()
  expect(await screen.findByText(/^Paying with your card/)).toBeVisible()
  expect(screen.getByRole('button', { name: 'Remove Mug' })).toBeDisabled()
  expect(screen.getByRole('button', { name: 'Clear cart' })).toBeDisabled()
  expect(screen.getByRole('button', { name: 'Pay without holding' })).toBeDisabled()
  fireEvent.click(await holdButton(), { detail: 0 })
  fireEvent.keyDown(await holdButton(), { key: 'Enter' })
  await visitor.click(screen.getByRole('link', { name: 'CustomKeeps, home' }))
  expect(
    await screen.findByText('Your payment is being made. Stay here for a moment.'),
  ).toBeVisible()
  expect(pathname()).toBe('/cart')
  answer({ paymentIntent: { status: 'succeeded' } })
  await waitFor(() => expect(pathname()).toBe('/orders/ABCD1234'))
  expect(asked.pay).toHaveLength(1)
})

test('people who do not hold are asked and then pay the same way', async () => {
  const asked = takePayments()
  const { visitor, pathname } = await openCart()
  await fillCard()
  await waitFor(async () => expect(await holdButton()).toHaveAttribute('aria-disabled', 'false'))
  await visitor.click(screen.getByRole('button', { name: 'Pay without holding' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Pay ₱5,250.00 now?' }))
  await visitor.click(dialog.getByRole('button', { name: 'Not yet' }))
  expect(asked.pay).toEqual([])
  fireEvent.click(await holdButton(), { detail: 0 })
  await visitor.click(await screen.findByRole('button', { name: 'Pay ₱5,250.00' }))
  await waitFor(() => expect(pathname()).toBe('/orders/ABCD1234'))
  expect(asked.pay).toHaveLength(1)
})

test('an incomplete card is named before anything is asked', async () => {
  const asked = takePayments()
  await openCart()
  const button = await holdButton()
  await waitFor(() => expect(button).toHaveAttribute('aria-disabled', 'false'))
  fireEvent.pointerDown(button, { isPrimary: true, button: 0, pressure: 0.5 })
  expect(await screen.findByText('Fill in card number, expiry date and CVC first.')).toBeVisible()
  await fillCard({ complete: false, error: { message: 'Your card number is invalid.' } })
  expect(screen.getByText('Your card number is invalid.')).toBeVisible()
  expect(asked.pay).toEqual([])
})

test("a declined card is said in Stripe's words and another one may be tried", async () => {
  const asked = takePayments()
  stripe.confirmCardPayment.mockResolvedValueOnce({
    error: { type: 'card_error', message: 'Your card has insufficient funds.' },
  })
  const { pathname } = await openCart()
  await fillCard()
  await holdToPay()
  expect(await screen.findByText(/^Your card has insufficient funds\./)).toBeVisible()
  expect(asked.create).toEqual([])
  await fillCard()
  expect(screen.queryByText(/insufficient funds/)).not.toBeInTheDocument()
  await holdToPay()
  await waitFor(() => expect(pathname()).toBe('/orders/ABCD1234'))
  const secrets = stripe.confirmCardPayment.mock.calls.map(([secret]) => secret)
  expect(secrets).toEqual(['pi_1_secret_x', 'pi_1_secret_x'])
})

test("the bank's question is announced, and a failed one can be repeated", async () => {
  takePayments()
  stripe.confirmCardPayment.mockResolvedValue({ paymentIntent: { status: 'requires_action' } })
  const answer = holdCharge(stripe.handleNextAction)
  const { pathname } = await openCart()
  await fillCard()
  await holdToPay()
  expect(await screen.findByText(/^Your bank asks you to approve this payment/)).toBeVisible()
  answer({
    error: {
      type: 'invalid_request_error',
      code: 'payment_intent_authentication_failure',
      message: 'We are unable to authenticate your payment method.',
    },
  })
  expect(await screen.findByText(/^We are unable to authenticate/)).toBeVisible()
  await holdToPay()
  await screen.findByText(/^Your bank asks you/)
  answer({ paymentIntent: { status: 'succeeded' } })
  await waitFor(() => expect(pathname()).toBe('/orders/ABCD1234'))
})

test('a total of nothing needs no card', async () => {
  const cart = fillCart(mugs)
  cart.quote = () => quoteFor(cart.lines, { final_amount: '0.00' })
  takePayments()
  server.use(
    http.post(at('/api/checkout/pay/'), () =>
      HttpResponse.json({ clientSecret: null, paymentIntentId: null, order: ORDER }),
    ),
  )
  const { pathname } = await openCart()
  expect(await screen.findByRole('button', { name: 'Hold to place your order' })).toBeVisible()
  expect(screen.queryByText('Card')).not.toBeInTheDocument()
  await holdToPay()
  await waitFor(() => expect(pathname()).toBe('/orders/ABCD1234'))
  expect(stripe.confirmCardPayment).not.toHaveBeenCalled()
})
