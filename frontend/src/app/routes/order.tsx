import { useParams } from 'react-router'
import { OrderView } from '@/features/orders/order-view'
import { BackLink } from '@/ui/page-heading'

export function Component() {
  const { orderId = '' } = useParams()
  return (
    <div className="page">
      <div className="-mb-4 pt-6 print:hidden">
        <BackLink to="/orders">All orders</BackLink>
      </div>
      <OrderView orderId={orderId} />
    </div>
  )
}
