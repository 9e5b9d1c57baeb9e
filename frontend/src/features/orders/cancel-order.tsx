import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Order } from '@/api/types'
import { toApiError } from '@/api/errors'
import { formatMoney } from '@/lib/format-money'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Notice } from '@/ui/notice'
import { useCancelOrder } from './queries'
import { REFUND_TAKES } from './status'

/**
 * Cancels an order that is still being prepared, after asking. What came of it then stands, with
 * the focus, where the button was.
 */
export function CancelOrder({ order, isSmall = false }: { order: Order; isSmall?: boolean }) {
  const cancel = useCancelOrder()
  const [isAsking, setIsAsking] = useState(false)
  const refusal = cancel.error ? toApiError(cancel.error) : null
  const isTooLate = refusal?.code === 'not_cancellable'
  const outcome = cancel.isSuccess ? cancelledWords(order) : isTooLate && refusal.message
  if (!isAsking && outcome) return <Outcome isSmall={isSmall}>{outcome}</Outcome>
  if (!isAsking && !order.can_cancel) return null

  function close() {
    if (!cancel.isPending) setIsAsking(false)
  }

  return (
    <>
      <Button
        variant={isSmall ? 'plain' : 'quiet'}
        onClick={() => {
          cancel.reset()
          setIsAsking(true)
        }}
      >
        Cancel order {isSmall && <span className="sr-only">{order.order_id}</span>}
      </Button>
      <Dialog title={`Cancel order ${order.order_id}?`} isOpen={isAsking} onClose={close}>
        {!isTooLate && <p>{givenBackWords(order)} A cancelled order cannot be taken up again.</p>}
        {refusal && <Notice tone="danger">{refusal.message}</Notice>}
        <div className="flex flex-wrap gap-3">
          {!isTooLate && (
            <Button
              variant="danger"
              pending={cancel.isPending}
              pendingLabel="Cancelling…"
              onClick={() =>
                cancel.mutate(
                  { params: { path: { order_id: order.order_id } } },
                  { onSuccess: () => setIsAsking(false) },
                )
              }
            >
              Cancel this order
            </Button>
          )}
          <Button variant="quiet" onClick={close}>
            {isTooLate ? 'Close' : 'Keep my order'}
          </Button>
        </div>
      </Dialog>
    </>
  )
}

/** What the cancellation gives back. Amounts are the order's own; none is computed here. */
function givenBackWords({ payment_status, final_amount, currency }: Order): string {
  if (payment_status === 'free') return 'You paid nothing for it, so there is nothing to give back.'
  if (payment_status === 'refunded') return 'You have got back all that you paid for it already.'
  const paid = formatMoney(final_amount, currency)
  return payment_status === 'partially_refunded'
    ? `You get back the rest of the ${paid} that you paid. ${REFUND_TAKES}`
    : `You get back all of the ${paid} that you paid. ${REFUND_TAKES}`
}

function cancelledWords({ order_id, payment_status }: Order): string {
  const cancelled = `Order ${order_id} is cancelled.`
  return payment_status === 'free' ? cancelled : `${cancelled} Your refund is on its way.`
}

/**
 * The button that had the focus is gone; who listens hears from here what happened. The focus comes
 * in an effect: until the question's own have ended, the page behind it takes none.
 */
function Outcome({ isSmall, children }: { isSmall: boolean; children: ReactNode }) {
  const words = useRef<HTMLParagraphElement>(null)
  useEffect(() => words.current?.focus(), [])
  return (
    <p ref={words} tabIndex={-1} className={isSmall ? 'px-5 py-2' : ''}>
      {children}
    </p>
  )
}
