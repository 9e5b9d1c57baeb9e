import { HoldButton, type HoldWords } from './hold-button'
import type { PayProps } from './pay-props'
import { paymentNews, PaymentProblem } from './payment-status'

const WORDS: HoldWords = {
  hold: 'Hold to place your order',
  instead: 'Place it without holding',
  question: 'Place your order now?',
  detail: 'Your coupon covers all of it: nothing is charged.',
  confirm: 'Place order',
}

/** A total of nothing needs no card. */
export function FreeOrder({ payment, quote, coupon, config, contact, isDisabled }: PayProps) {
  const { final_amount: amount, currency } = quote
  return (
    <>
      <p>Nothing to pay: your coupon covers all of it.</p>
      <HoldButton
        words={WORDS}
        durationMs={config.hold_to_pay_ms}
        isDisabled={isDisabled}
        news={paymentNews(payment.state)}
        mayStart={contact.check}
        onConfirm={() => payment.pay({ amount, currency, coupon, email: contact.toSend }, null)}
      >
        <PaymentProblem state={payment.state} />
      </HoldButton>
    </>
  )
}
