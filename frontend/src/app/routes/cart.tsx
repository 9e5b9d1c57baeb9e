import { CartSkeleton } from '@/features/cart/cart-states'
import { useCart } from '@/features/cart/queries'
import { NotLoaded } from '@/ui/not-loaded'
import { PageHeading, PageMeta } from '@/ui/page-heading'
import { CartPage } from '../cart-page'

export function Component() {
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
