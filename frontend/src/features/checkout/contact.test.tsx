import { fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { fillCart, mugs, quoteFor } from '@/testing/cart'
import { holdButton, holdToPay, openCart, takePayments } from '@/testing/checkout'
import { alice, gina } from '@/testing/server'
import { fillCard, installStripe } from '@/testing/stripe'

beforeAll(() => import('@/app/routes/cart'))
beforeEach(() => {
  installStripe()
  fillCart(mugs)
})

const emailField = () => screen.findByLabelText('Your e-mail')

test('a guest pays with an e-mail address and nothing else', async () => {
  const asked = takePayments()
  const { visitor, pathname } = await openCart('/cart', gina)
  await visitor.type(await emailField(), ' gina@example.com ')
  await fillCard()
  await holdToPay()
  await waitFor(() => expect(pathname()).toBe('/orders/ABCD1234'))
  expect(asked.pay).toMatchObject([{ coupon_code: '', email: 'gina@example.com' }])
})

test('without a good address nothing starts, and the field says why', async () => {
  const asked = takePayments()
  const { visitor } = await openCart('/cart', gina)
  await visitor.type(await emailField(), 'gina at home')
  await fillCard()
  const button = await holdButton()
  await waitFor(() => expect(button).toHaveAttribute('aria-disabled', 'false'))
  fireEvent.pointerDown(button, { isPrimary: true, button: 0, pressure: 0.5 })
  const field = await emailField()
  await waitFor(() => expect(field).toHaveFocus())
  expect(field).toHaveAccessibleDescription(/Type an e-mail address such as ana@example.com/)
  expect(asked.pay).toEqual([])
})

test('an order of nothing needs the address too', async () => {
  const cart = fillCart(mugs)
  cart.quote = () => quoteFor(cart.lines, { final_amount: '0.00' })
  const asked = takePayments()
  await openCart('/cart', gina)
  const field = await emailField()
  const button = await holdButton()
  await waitFor(() => expect(button).toHaveAttribute('aria-disabled', 'false'))
  fireEvent.pointerDown(button, { isPrimary: true, button: 0, pressure: 0.5 })
  await waitFor(() => expect(field).toHaveFocus())
  expect(asked.pay).toEqual([])
})

test('who would rather log in finds the way back to the cart', async () => {
  await openCart('/cart', gina)
  await emailField()
  const main = screen.getByRole('main')
  const link = [...main.querySelectorAll('a')].find(({ textContent }) => textContent === 'Log in')
  expect(link).toHaveAttribute('href', '/login?next=%2Fcart')
})

test('who has an account is not asked', async () => {
  await openCart('/cart', alice)
  await screen.findByText(/Your card goes to Stripe/)
  expect(screen.queryByLabelText('Your e-mail')).not.toBeInTheDocument()
})
