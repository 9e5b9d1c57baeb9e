import { toApiError } from '@/api/errors'
import { LinkButton } from '@/ui/button'
import { NotLoaded } from '@/ui/not-loaded'
import { PageHeading, PageMeta } from '@/ui/page-heading'
import { Skeleton } from '@/ui/states'
import { OrderDetails } from './order-details'
import { PaidNotice } from './paid-notice'
import { useOrder } from './queries'

/** One order with its heading, in each of its states. */
export function OrderView({ orderId }: { orderId: string }) {
  const asked = useOrder(orderId)
  const { data: order, error } = asked
  if (error && toApiError(error).status === 404) return <NoSuchOrder />
  const title = `Order ${order?.order_id ?? orderId}`
  return (
    <>
      <PageMeta title={title} isUnlisted />
      <PageHeading>{title}</PageHeading>
      {order ? (
        <>
          <PaidNotice />
          <OrderDetails order={order} />
        </>
      ) : (
        <NotLoaded what="your order" asked={asked}>
          <OrderSkeleton />
        </NotLoaded>
      )}
    </>
  )
}

/** The same words for an order that never was and for somebody else's. */
function NoSuchOrder() {
  return (
    <>
      <PageMeta title="No such order" isUnlisted />
      <PageHeading>There is no such order</PageHeading>
      <p className="mb-6 max-w-prose text-ink-soft">
        Among your orders there is none with this number. It may be mistyped, or belong to another
        account.
      </p>
      <LinkButton to="/orders">See all your orders</LinkButton>
    </>
  )
}

function OrderSkeleton() {
  return (
    <div className="grid gap-12">
      <Skeleton className="h-28" />
      <div className="grid gap-x-16 gap-y-12 desktop:grid-cols-[1fr_21rem]">
        <div className="grid gap-8 tablet:grid-cols-[5fr_4fr]">
          <Skeleton className="aspect-square rounded-lg" />
          <Skeleton className="h-48" />
        </div>
        <Skeleton className="h-72 rounded-lg" />
      </div>
    </div>
  )
}
