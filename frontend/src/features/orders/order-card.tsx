import type { Ref } from 'react'
import { Link } from 'react-router'
import type { Order, OrderItem } from '@/api/types'
import { formatDay } from '@/lib/format-date'
import { plural } from '@/lib/plural'
import { areaSize } from '@/lib/print-layout'
import { Price } from '@/ui/price'
import { PrintedPicture } from '@/ui/printed-picture'
import { Skeleton } from '@/ui/states'
import { CancelOrder } from './cancel-order'
import { ItemFacts } from './item-facts'
import { OrderBadge } from './order-badge'
import { OrderSums } from './order-sums'
import { ReceiptButton } from './receipt-button'
import { Refunds } from './refunds'

const CARD = 'rounded-lg bg-surface-raised p-5 ring-1 ring-line tablet:p-7'
const PARTS = 'grid items-start gap-x-12 gap-y-6 desktop:grid-cols-[1fr_19rem]'
/** Enough to know the order by; the rest is on its own page. */
const SHOWN_ITEMS = 4

/** One order in the list: what it is, how far it is and what it cost. */
export function OrderCard({ order, linkRef }: { order: Order; linkRef?: Ref<HTMLAnchorElement> }) {
  const path = `/orders/${order.order_id}`
  const heading = `order-${order.order_id}`
  return (
    <article aria-labelledby={heading} className={`grid gap-6 ${CARD}`}>
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="grid gap-1">
          <h2 id={heading} className="text-2xl">
            <Link ref={linkRef} to={path} className="underline-offset-4 hover:underline">
              Order {order.order_id}
            </Link>
          </h2>
          <p className="text-ink-soft">
            <time dateTime={order.created_at}>{formatDay(order.date)}</time>
          </p>
        </div>
        <OrderBadge status={order.status} />
      </header>
      <div className={PARTS}>
        <CardItems order={order} path={path} />
        <div className="grid gap-3">
          <OrderSums order={order} />
          <Refunds order={order} />
        </div>
      </div>
      <footer className="-mb-3 border-t border-line pt-2">
        <div className="-mx-5 flex flex-wrap items-center">
          <ReceiptButton order={order} isSmall />
          <CancelOrder order={order} isSmall />
        </div>
      </footer>
    </article>
  )
}

function CardItems({ order, path }: { order: Order; path: string }) {
  const { items, currency } = order
  const hidden = items.length - SHOWN_ITEMS
  return (
    <div className="grid content-start gap-5">
      <ul className="grid gap-5">
        {items.slice(0, SHOWN_ITEMS).map((item) => (
          <CardItem key={item.id} item={item} currency={currency} />
        ))}
      </ul>
      {hidden > 0 && (
        <Link to={path} className="text-accent underline underline-offset-4">
          {plural(hidden, 'more line')} in this order
        </Link>
      )}
    </div>
  )
}

function CardItem({ item, currency }: { item: OrderItem; currency: string }) {
  return (
    <li className="grid grid-cols-[5rem_1fr] gap-4 tablet:grid-cols-[7rem_1fr] tablet:gap-5">
      <PrintedPicture
        ground={item.mockup}
        groundHex={item.base_color_hex}
        overlay={item.design_thumb_url}
        text={item.customization_text}
        area={areaSize(item.print_area)}
        alt=""
        className="rounded-md"
      />
      <div className="grid content-start gap-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h3 className="text-lg">{item.product_name}</h3>
          <Price amount={item.line_total} currency={currency} className="font-semibold" />
        </div>
        <ItemFacts item={item} />
        {item.customization_text && (
          <p className="line-clamp-2 wrap-anywhere text-ink-soft">“{item.customization_text}”</p>
        )}
      </div>
    </li>
  )
}

/** The card's outline while orders load. */
export function OrderCardSkeleton() {
  return (
    <div className={`grid gap-6 ${CARD}`}>
      <Skeleton className="h-14 w-56" />
      <div className={PARTS}>
        <div className="grid grid-cols-[5rem_1fr] gap-4 tablet:grid-cols-[7rem_1fr] tablet:gap-5">
          <Skeleton className="aspect-square" />
          <Skeleton className="h-14" />
        </div>
        <Skeleton className="h-28" />
      </div>
    </div>
  )
}
