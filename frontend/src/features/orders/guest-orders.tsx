import { toApiError } from '@/api/errors'
import { useSession } from '@/api/use-session'
import { Button } from '@/ui/button'
import { Notice } from '@/ui/notice'
import { useClaimable, useClaimOrders } from './queries'

/** Offers to add the orders that were made with the signed-in person's address as a guest. */
export function GuestOrders() {
  const { user } = useSession()
  const count = useClaimable().data?.count ?? 0
  const claim = useClaimOrders()
  const refusal = claim.error ? toApiError(claim.error).message : null
  if (claim.isSuccess && claim.data.order_ids.length > 0)
    return <Told tone="positive">{added(claim.data.order_ids.length)}</Told>
  if (!user || count === 0) return null
  return (
    <Told tone={refusal ? 'danger' : 'accent'}>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p>{refusal ?? found(count, user.email)}</p>
        <Button
          size="sm"
          pending={claim.isPending}
          pendingLabel="Adding…"
          onClick={() => claim.mutate({ body: {} })}
        >
          {count === 1 ? 'Add it to my orders' : 'Add them to my orders'}
        </Button>
      </div>
    </Told>
  )
}

function Told(props: Parameters<typeof Notice>[0]) {
  return (
    <div className="mb-6">
      <Notice {...props} />
    </div>
  )
}

function found(count: number, email: string) {
  return count === 1
    ? `You made an order with ${email} without being logged in.`
    : `You made ${count} orders with ${email} without being logged in.`
}

function added(count: number) {
  return count === 1 ? 'It is among your orders now.' : `All ${count} are among your orders now.`
}
