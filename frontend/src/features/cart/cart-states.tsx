import { LinkButton } from '@/ui/button'
import { EmptyState, Skeleton } from '@/ui/states'

/** The outline of a cart with two lines and its summary. */
export function CartSkeleton() {
  return (
    <div className="grid gap-10 desktop:grid-cols-[1fr_21rem] wide:grid-cols-[1fr_29rem] wide:gap-14">
      <div className="grid content-start gap-6">
        {[1, 2].map((place) => (
          <div
            key={place}
            className="grid grid-cols-[5.5rem_1fr] gap-4 tablet:grid-cols-[9.5rem_1fr]"
          >
            <Skeleton className="aspect-square" />
            <div className="grid content-start gap-3">
              <Skeleton className="h-7 w-2/3" />
              <Skeleton className="h-5 w-1/2" />
              <Skeleton className="h-11 w-36" />
            </div>
          </div>
        ))}
      </div>
      <Skeleton className="h-96 rounded-lg" />
    </div>
  )
}

/** Nothing is in the cart: the way to the products. */
export function EmptyCart() {
  return (
    <EmptyState title="Nothing in here yet">
      <p className="max-w-prose text-ink-soft">
        Pick a shirt, a mug or a bag, put your own picture or words on it, and it waits here for
        you.
      </p>
      <LinkButton to="/">Choose something to make</LinkButton>
    </EmptyState>
  )
}
