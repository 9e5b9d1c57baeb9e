import { useEffect, useRef, type ReactNode } from 'react'
import { Button, LinkButton } from '@/ui/button'
import { Notice } from '@/ui/notice'
import type { Doubt, PaymentState } from './payment-steps'
import type { Payment } from './use-payment'

/** Where the payment is, in words; null while nothing is under way. */
function wordsOf(state: PaymentState): string | null {
  switch (state.step) {
    case 'starting':
      return 'Preparing your payment…'
    case 'charging':
      return 'Paying with your card. Please keep this page open…'
    case 'authenticating':
      return 'Your bank asks you to approve this payment. Follow the steps in its window.'
    case 'ordering':
      return state.isPaid
        ? 'Paid. Making your order…'
        : 'Checking whether your payment went through…'
    case 'ordered':
      return 'Thank you! Opening your order…'
    case 'idle':
    case 'waiting':
      return null
  }
}

/** What is happening, for the button's live region; null while nothing is. */
export function paymentNews(state: PaymentState): ReactNode {
  const words = wordsOf(state)
  return (
    words && (
      <span className="mt-2 flex items-center gap-3 rounded-md bg-accent-soft px-4 py-3 text-left text-base text-accent">
        <span
          aria-hidden
          className="size-4 shrink-0 animate-spin rounded-full border-2 border-current border-t-transparent motion-reduce:animate-none"
        />
        {words}
      </span>
    )
  )
}

/** What went wrong at the last try; nothing was charged. */
export function PaymentProblem({ state }: { state: PaymentState }) {
  if (state.step !== 'idle' || !state.problem) return null
  const { from, message } = state.problem
  return (
    <Notice tone="danger">
      {message}
      {from === 'card' && ' Nothing was charged: you can try another card.'}
    </Notice>
  )
}

const WAITING: Record<Doubt, { title: string; words: string }> = {
  processing: {
    title: 'Your bank is still working on this payment',
    words:
      'As soon as it is done we make your order, and it appears under Orders. You need not pay again or keep this page open.',
  },
  unseen: {
    title: 'Your payment went through',
    words:
      'The connection broke before we could show you the order. It is being made and appears under Orders within two minutes. Do not pay again.',
  },
  unclear: {
    title: 'We are not sure yet whether you have paid',
    words:
      'The connection broke while your card was being charged. If the payment went through, your order appears under Orders within two minutes. Look there before you pay again.',
  },
}

/** Nothing is left to be paid here, only an order to be waited for. */
export function WaitingForOrder({ payment }: { payment: Payment }) {
  const title = useRef<HTMLHeadingElement>(null)
  // The button that was pressed is gone; the news takes its focus.
  useEffect(() => title.current?.focus(), [])
  if (payment.state.step !== 'waiting') return null
  const { doubt, intentId } = payment.state
  return (
    <div className="grid gap-3 rounded-md bg-caution-soft px-4 py-4 text-caution">
      <h3 ref={title} tabIndex={-1} className="text-lg">
        {WAITING[doubt].title}
      </h3>
      <p>{WAITING[doubt].words}</p>
      <div className="flex flex-wrap gap-3">
        <LinkButton to="/orders">See your orders</LinkButton>
        {intentId && (
          <Button variant="quiet" onClick={payment.checkAgain}>
            Check again
          </Button>
        )}
      </div>
    </div>
  )
}
