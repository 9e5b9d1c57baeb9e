import { useSession } from '@/api/use-session'
import { CartSkeleton, EmptyCart } from '@/features/cart/cart-states'
import { useCart } from '@/features/cart/queries'
import { loginPath } from '@/lib/local-path'
import { TextLink } from '@/ui/button'
import { NotLoaded } from '@/ui/not-loaded'
import { PageHeading, PageMeta } from '@/ui/page-heading'
import { CartPage } from '../cart-page'

export function Component() {
  return useSession().status === 'signed-out' ? <NobodysCart /> : <SomebodysCart />
}

function SomebodysCart() {
  const cart = useCart()
  if (cart.data) return <CartPage lines={cart.data} />
  return (
    <div className="page min-h-dvh">
      <PageMeta title="Your cart" />
      <PageHeading>Your cart</PageHeading>
      <NotLoaded what="your cart" asked={cart}>
        <CartSkeleton />
      </NotLoaded>
    </div>
  )
}

/** Who has not put anything in a cart here may have one in an account. */
function NobodysCart() {
  return (
    <div className="page">
      <PageMeta title="Your cart" />
      <PageHeading>Your cart</PageHeading>
      <EmptyCart />
      <p className="mt-6 text-ink-soft">
        Did you put something in before? <TextLink to={loginPath('/cart')}>Log in</TextLink> to see
        it.
      </p>
    </div>
  )
}
