import type { PaymentIntent, StripeError } from '@stripe/stripe-js'
import { expect, test } from 'vitest'
import { readCharge } from './charge-card'

const intent = (status: PaymentIntent.Status) => ({ status }) as PaymentIntent
const failure = (error: Partial<StripeError>) => ({ error: error as StripeError })

test('a charge that has been made, or is being made, is told apart', () => {
  expect(readCharge({ paymentIntent: intent('succeeded') })).toEqual({ outcome: 'succeeded' })
  expect(readCharge({ paymentIntent: intent('processing') })).toEqual({ outcome: 'processing' })
})

test('a payment that had succeeded before counts as succeeded, not as refused', () => {
  const refused = failure({
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    payment_intent: intent('succeeded'),
  })
  expect(readCharge(refused)).toEqual({ outcome: 'succeeded' })
})

test.each<[string, Partial<StripeError>]>([
  ['a card', { type: 'card_error', code: 'card_declined', message: 'Your card was declined.' }],
  ['a typing error', { type: 'validation_error', message: 'Your card was declined.' }],
  [
    'a failed 3-D Secure',
    {
      type: 'invalid_request_error',
      code: 'payment_intent_authentication_failure',
      message: 'Your card was declined.',
    },
  ],
])("shows Stripe's own words about %s", (_, error) => {
  const paymentIntent = intent('requires_payment_method')
  expect(readCharge(failure({ ...error, payment_intent: paymentIntent }))).toEqual({
    outcome: 'declined',
    message: 'Your card was declined.',
  })
})

test('does not show words that were meant for programmers', () => {
  const error = failure({ type: 'invalid_request_error', message: 'No such payment_intent: pi_1' })
  expect(readCharge(error)).toEqual({
    outcome: 'declined',
    message:
      'Our payment partner did not accept this. Nothing was charged: try again, or use another card.',
  })
})

test('says that a cancelled payment has expired', () => {
  const error = failure({ type: 'invalid_request_error', payment_intent: intent('canceled') })
  expect(readCharge(error)).toEqual({
    outcome: 'declined',
    message: 'This payment has expired. Nothing was charged: please try again.',
  })
})

test.each<StripeError['type']>(['api_connection_error', 'api_error', 'rate_limit_error'])(
  '%s leaves open whether the card was charged',
  (type) => {
    expect(readCharge(failure({ type }))).toEqual({ outcome: 'unclear' })
  },
)
