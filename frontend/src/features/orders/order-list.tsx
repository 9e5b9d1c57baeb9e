import { useState } from 'react'
import { Button, LinkButton } from '@/ui/button'
import { NotLoaded } from '@/ui/not-loaded'
import { Notice } from '@/ui/notice'
import { EmptyState } from '@/ui/states'
import { OrderCard, OrderCardSkeleton } from './order-card'
import { useOrders } from './queries'

/** The shopper's orders, newest first, in each of their states. */
export function OrderList() {
  const asked = useOrders()
  const [firstOlder, setFirstOlder] = useState<number | null>(null)
  const { data: orders } = asked
  if (!orders) {
    return (
      <NotLoaded what="your orders" isMany asked={asked}>
        <div className="grid gap-6">
          <OrderCardSkeleton />
          <OrderCardSkeleton />
        </div>
      </NotLoaded>
    )
  }
  if (orders.length === 0) return <NoOrders />
  return (
    <>
      <ul className="grid gap-6">
        {orders.map((order, place) => (
          <li key={order.order_id}>
            <OrderCard order={order} linkRef={place === firstOlder ? takeFocus : undefined} />
          </li>
        ))}
      </ul>
      <OlderOrders asked={asked} onAsk={() => setFirstOlder(orders.length)} />
    </>
  )
}

/** The first of the orders that were asked for takes the focus from the button that asked. */
function takeFocus(link: HTMLAnchorElement | null) {
  link?.focus()
}

type OlderOrdersProps = { asked: ReturnType<typeof useOrders>; onAsk: () => void }

function OlderOrders({ asked, onAsk }: OlderOrdersProps) {
  const { error, hasNextPage, isFetchNextPageError, isFetchingNextPage, fetchNextPage } = asked
  if (!hasNextPage) return null
  return (
    <div className="grid justify-items-center gap-4 pt-8">
      {isFetchNextPageError && <Notice tone="danger">{error.message}</Notice>}
      <Button
        variant="quiet"
        pending={isFetchingNextPage}
        pendingLabel="Loading older orders…"
        onClick={() => {
          onAsk()
          void fetchNextPage()
        }}
      >
        Show older orders
      </Button>
    </div>
  )
}

function NoOrders() {
  return (
    <EmptyState title="Nothing ordered yet">
      <p className="max-w-prose text-ink-soft">
        Once you have made something, you see here how far it is, what will be printed and what you
        paid.
      </p>
      <LinkButton to="/">Choose something to make</LinkButton>
    </EmptyState>
  )
}
