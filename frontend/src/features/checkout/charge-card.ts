import type { PaymentIntent, Stripe, StripeCardElement, StripeError } from '@stripe/stripe-js'

/** What came of charging a card. `unclear`: it may or may not have been charged. */
export type Charge =
  { outcome: 'succeeded' | 'processing' | 'unclear' } | { outcome: 'declined'; message: string }

/** Charges the card of one payment; `onBankAsks` is called when 3-D Secure begins. Never rejects. */
export type ChargeCard = (clientSecret: string, onBankAsks: () => void) => Promise<Charge>

const EXPIRED = 'This payment has expired. Nothing was charged: please try again.'
const NOT_ACCEPTED =
  'Our payment partner did not accept this. Nothing was charged: try again, or use another card.'
const NOT_APPROVED = 'Your bank did not approve this payment. Try again, or use another card.'

/** How Stripe charges the card that was typed into its fields. */
export function chargeWith(stripe: Stripe, card: StripeCardElement): ChargeCard {
  return async (clientSecret, onBankAsks) => {
    try {
      const data = { payment_method: { card } }
      // Two steps instead of one, so that the screen can say when the bank's question comes.
      const first = await stripe.confirmCardPayment(clientSecret, data, { handleActions: false })
      if (first.paymentIntent?.status !== 'requires_action') return readCharge(first)
      onBankAsks()
      return readCharge(await stripe.handleNextAction({ clientSecret }))
    } catch {
      return { outcome: 'unclear' }
    }
  }
}

type StripeAnswer = { error?: StripeError; paymentIntent?: PaymentIntent }

/** Reads Stripe's answer; every answer that does not clearly say "no" leaves the outcome open. */
export function readCharge({ error, paymentIntent }: StripeAnswer): Charge {
  const status = (paymentIntent ?? error?.payment_intent)?.status
  // Also when refused: a payment that had succeeded before cannot be confirmed again.
  if (status === 'succeeded' || status === 'processing') return { outcome: status }
  if (status === 'canceled') return declined(EXPIRED)
  if (!error) return status === 'requires_payment_method' ? declined(NOT_APPROVED) : UNCLEAR
  const isForShopper =
    error.type === 'card_error' ||
    error.type === 'validation_error' ||
    error.code === 'payment_intent_authentication_failure'
  if (isForShopper) return declined(error.message ?? NOT_APPROVED)
  return error.type === 'invalid_request_error' ? declined(NOT_ACCEPTED) : UNCLEAR
}

const UNCLEAR: Charge = { outcome: 'unclear' }
const declined = (message: string): Charge => ({ outcome: 'declined', message })
