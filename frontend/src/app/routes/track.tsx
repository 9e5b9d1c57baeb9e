import { useNavigate, useParams } from 'react-router'
import { TrackedOrder } from '@/features/orders/tracked-order'

export function Component() {
  const { token = '' } = useParams()
  const navigate = useNavigate()
  return (
    <div className="page">
      <TrackedOrder token={token} onClaimed={(orderId) => void navigate(`/orders/${orderId}`)} />
    </div>
  )
}
