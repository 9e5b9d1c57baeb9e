import { Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Order } from '@/api/types'
import { formatDayAndTime } from '@/lib/format-date'
import { Button } from '@/ui/button'
import { CancelOrder } from './cancel-order'
import { OrderBadge } from './order-badge'
import { OrderSums } from './order-sums'
import { OrderTimeline } from './order-timeline'
import { OrderedPiece } from './ordered-piece'
import { ReceiptButton } from './receipt-button'
import { Refunds } from './refunds'
import { paymentMeaning, STATUS_MEANINGS } from './status'

type OrderDetailsProps = {
  order: Order
  /** Shown to who has a link, who may look at it and no more. */
  isTracked?: boolean
}

/** The whole order below its heading: how far it is, what will be printed, what was paid. */
export function OrderDetails({ order, isTracked = false }: OrderDetailsProps) {
  return (
    <div className="grid gap-12 print:gap-6">
      <div className="grid gap-8">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-ink-soft">
          <OrderBadge status={order.status} />
          <p>{STATUS_MEANINGS[order.status]}</p>
        </div>
        <OrderTimeline order={order} />
      </div>
      <div className="grid items-start gap-x-16 gap-y-12 desktop:grid-cols-[1fr_21rem] print:block">
        <Part id="pieces" title="What you ordered">
          <ul className="grid gap-12 print:gap-6">
            {order.items.map((item) => (
              <li key={item.id}>
                <OrderedPiece item={item} currency={order.currency} />
              </li>
            ))}
          </ul>
        </Part>
        <Receipt order={order} isTracked={isTracked} />
      </div>
    </div>
  )
}

/** What was paid and how, beside the pieces on wide windows. */
function Receipt({ order, isTracked }: Required<OrderDetailsProps>) {
  return (
    <div className="rounded-lg bg-surface-raised p-6 ring-1 ring-line desktop:sticky desktop:top-24 print:mt-6 print:break-inside-avoid print:p-4">
      <Part id="receipt" title="What you paid">
        <OrderSums order={order} />
        <Refunds order={order} />
        <dl className="grid gap-2 text-sm text-ink-soft">
          <Fact term="Payment">{paymentMeaning(order)}</Fact>
          <Fact term="Ordered">
            <time dateTime={order.created_at}>{formatDayAndTime(order.created_at)}</time>
          </Fact>
          <Fact term="Order">{order.order_id}</Fact>
        </dl>
        <div className="grid gap-3 print:hidden">
          {!isTracked && <ReceiptButton order={order} />}
          <Button variant="quiet" onClick={() => window.print()}>
            <Printer aria-hidden size={18} />
            Print this page
          </Button>
          <CancelOrder order={order} />
        </div>
      </Part>
    </div>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4">
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="grid gap-5">
      <h2 id={id} className="text-2xl">
        {title}
      </h2>
      {children}
    </section>
  )
}
