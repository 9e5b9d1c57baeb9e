import { toApiError } from '@/api/errors'
import type { Order } from '@/api/types'
import { hasAccount, useSession } from '@/api/use-session'
import { loginPath } from '@/lib/local-path'
import { Button, LinkButton, TextLink } from '@/ui/button'
import { NotLoaded } from '@/ui/not-loaded'
import { PageHeading, PageMeta } from '@/ui/page-heading'
import { Skeleton } from '@/ui/states'
import { toast } from '@/ui/toast'
import { OrderDetails } from './order-details'
import { useClaimOrders, useTrackedOrder } from './queries'

type TrackedOrderProps = { token: string; onClaimed: (orderId: string) => void }

/** The order that a link from a guest's mail is about, for whoever has the link. */
export function TrackedOrder({ token, onClaimed }: TrackedOrderProps) {
  const asked = useTrackedOrder(token)
  const { data: order, error } = asked
  if (error && toApiError(error).status === 404) return <NoSuchLink />
  const title = order ? `Order ${order.order_id}` : 'Your order'
  return (
    <>
      <PageMeta title={title} isUnlisted />
      <PageHeading>{title}</PageHeading>
      {order ? (
        <>
          <KeepIt order={order} token={token} onClaimed={onClaimed} />
          <OrderDetails order={order} isTracked />
        </>
      ) : (
        <NotLoaded what="your order" asked={asked}>
          <Skeleton className="h-96" />
        </NotLoaded>
      )}
    </>
  )
}

/** The way of the order into an account, where it is among one's others. */
function KeepIt({ order, token, onClaimed }: TrackedOrderProps & { order: Order }) {
  const claim = useClaimOrders()
  const isSignedIn = hasAccount(useSession())
  if (!isSignedIn) {
    const here = `/orders/track/${token}`
    return (
      <p className="pb-8 text-ink-soft print:hidden">
        <TextLink to={loginPath(here)}>Log in</TextLink> or{' '}
        <TextLink to={loginPath(here, '/register')}>create an account</TextLink> to keep this order
        with your others.
      </p>
    )
  }
  return (
    <div className="pb-8 print:hidden">
      <Button
        variant="quiet"
        pending={claim.isPending}
        pendingLabel="Adding it…"
        onClick={() =>
          claim.mutate(
            { body: { token } },
            {
              onSuccess: () => onClaimed(order.order_id),
              onError: (error) =>
                toast.error(
                  toApiError(error).status === 404
                    ? 'This order is in another account already.'
                    : toApiError(error).message,
                ),
            },
          )
        }
      >
        Add it to my orders
      </Button>
    </div>
  )
}

function NoSuchLink() {
  return (
    <>
      <PageMeta title="This link does not work" isUnlisted />
      <PageHeading>This link does not work</PageHeading>
      <p className="mb-6 max-w-prose text-ink-soft">
        It may be cut off or too old: such links work for half a year. The newest e-mail about your
        order has a fresh one.
      </p>
      <LinkButton to="/">See all products</LinkButton>
    </>
  )
}
