import { GuestOrders } from '@/features/orders/guest-orders'
import { OrderList } from '@/features/orders/order-list'
import { PaidNotice } from '@/features/orders/paid-notice'
import { PageHeading, PageMeta } from '@/ui/page-heading'

export function Component() {
  return (
    <div className="page">
      <PageMeta title="Your orders" isUnlisted />
      <PageHeading>Your orders</PageHeading>
      <PaidNotice />
      <GuestOrders />
      <OrderList />
    </div>
  )
}
