import { CardElement, Elements, useElements, useStripe } from '@stripe/react-stripe-js'
import { Lock } from 'lucide-react'
import { useState } from 'react'
import { formatMoney } from '@/lib/format-money'
import { ErrorState, Loading, Skeleton } from '@/ui/states'
import { CardField, type CardFill } from './card-field'
import { cardFonts } from './card-look'
import { chargeWith } from './charge-card'
import { HoldButton, type HoldWords } from './hold-button'
import type { PayProps } from './pay-props'
import { paymentNews, PaymentProblem } from './payment-status'
import { useStripeJs } from './use-stripe-js'

/** Paying by card: the card's fields as soon as Stripe.js is there. */
export function CardPayment(props: PayProps) {
  const { config } = props
  const { data: stripe, error, refetch } = useStripeJs(config)
  const [options] = useState(() => ({ fonts: cardFonts(config) }))
  if (stripe) {
    return (
      <Elements stripe={stripe} options={options}>
        <CardForm {...props} />
      </Elements>
    )
  }
  if (error) {
    return (
      <ErrorState
        title="The card form did not load"
        message="Check your connection, and whether something in your browser blocks Stripe, our payment partner."
        onRetry={() => void refetch()}
      />
    )
  }
  return (
    <Loading label="Loading the card form">
      <Skeleton className="h-40" />
    </Loading>
  )
}

const INCOMPLETE = 'Fill in card number, expiry date and CVC first.'

function CardForm({ payment, quote, coupon, config, contact, isDisabled }: PayProps) {
  const stripe = useStripe()
  const elements = useElements()
  const [fill, setFill] = useState<CardFill>({ isComplete: false, error: null })
  const [isAskedFor, setIsAskedFor] = useState(false)
  const { final_amount: amount, currency } = quote
  const missing = isAskedFor && !fill.isComplete ? INCOMPLETE : null

  function mayStart() {
    if (!contact.check()) return false
    if (fill.isComplete) return true
    setIsAskedFor(true)
    elements?.getElement(CardElement)?.focus()
    return false
  }

  function pay() {
    const card = elements?.getElement(CardElement)
    if (!stripe || !card) return
    payment.pay({ amount, currency, coupon, email: contact.toSend }, chargeWith(stripe, card))
  }

  return (
    <>
      {config.stripe_js_url && <DemoNote />}
      <CardField
        error={fill.error ?? missing}
        isDisabled={payment.isLocked}
        onFill={(next) => {
          setFill(next)
          payment.noteEdit()
        }}
      />
      <p className="flex items-center gap-2 text-sm text-ink-soft">
        <Lock aria-hidden size={16} className="shrink-0" />
        Your card goes to Stripe, our payment partner. We never see its number.
      </p>
      <HoldButton
        words={wordsFor(formatMoney(amount, currency))}
        durationMs={config.hold_to_pay_ms}
        isDisabled={isDisabled}
        news={paymentNews(payment.state)}
        mayStart={mayStart}
        onConfirm={pay}
      >
        <PaymentProblem state={payment.state} />
      </HoldButton>
    </>
  )
}

function wordsFor(money: string): HoldWords {
  return {
    hold: `Hold to pay ${money}`,
    instead: 'Pay without holding',
    question: `Pay ${money} now?`,
    detail: 'Your card is charged once, and your order goes to print.',
    confirm: `Pay ${money}`,
  }
}

/** The shop runs on the payments sandbox: says so, and which card works there. */
function DemoNote() {
  return (
    <p className="rounded-md bg-accent-soft px-4 py-3 text-sm text-accent">
      This is a demonstration shop: no money moves. Pay with the card 4242 4242 4242 4242, any date
      to come and any CVC.
    </p>
  )
}
