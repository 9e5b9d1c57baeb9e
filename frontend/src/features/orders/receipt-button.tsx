import { Download } from 'lucide-react'
import type { Order } from '@/api/types'
import { toApiError } from '@/api/errors'
import { Button } from '@/ui/button'
import { toast } from '@/ui/toast'
import { useReceipt } from './queries'

/** Downloads the order's receipt, which needs the session's token and so is no plain link. */
export function ReceiptButton({ order, isSmall = false }: { order: Order; isSmall?: boolean }) {
  const receipt = useReceipt()
  return (
    <Button
      variant={isSmall ? 'plain' : 'quiet'}
      pending={receipt.isPending}
      pendingLabel="Fetching your receipt…"
      onClick={() =>
        receipt.mutate(order.order_id, {
          onError: (error) => toast.error(toApiError(error).message),
        })
      }
    >
      <Download aria-hidden size={18} />
      Download receipt {isSmall && <span className="sr-only">of order {order.order_id}</span>}
    </Button>
  )
}
