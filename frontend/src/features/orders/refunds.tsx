import type { Order } from '@/api/types'
import { formatDay } from '@/lib/format-date'
import { Price } from '@/ui/price'
import { Sum, Sums } from '@/ui/sums'
import { isRefundOnItsWay, REFUND_TAKES } from './status'

/** What was given back of an order, when and why, and whether more is to come. */
export function Refunds({ order }: { order: Order }) {
  const { refunds, currency } = order
  const isOnItsWay = isRefundOnItsWay(order)
  if (refunds.length === 0 && !isOnItsWay) return null
  return (
    <div className="grid gap-2 border-t border-line pt-3">
      {refunds.length > 0 && (
        <Sums>
          {refunds.map(({ amount, reason, at }, place) => (
            <Sum
              // Equal refunds of one instant are alike, and none is ever put between others.
              key={place}
              kind="saving"
              term={
                <>
                  Refunded
                  <span className="block text-sm wrap-anywhere text-ink-soft">
                    <time dateTime={at}>{formatDay(at)}</time>
                    {reason && ` · ${reason}`}
                  </span>
                </>
              }
            >
              <Price amount={amount} currency={currency} />
            </Sum>
          ))}
        </Sums>
      )}
      {isOnItsWay && (
        <p>
          <strong className="font-semibold">Refund on its way.</strong> {REFUND_TAKES}
        </p>
      )}
    </div>
  )
}
