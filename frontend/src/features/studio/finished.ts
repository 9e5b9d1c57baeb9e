import type { ApiError } from '@/api/errors'
import type { NewCartItem } from '@/api/types'

/** What the studio hands to whoever takes its pieces: the cart, by way of the route. */
export type Finished = {
  /** The piece as the cart takes it; null when something is missing, which is then shown. */
  collect: () => Promise<NewCartItem | null>
  /** Shows what the cart refused, where it belongs. */
  onRefused: (refusal: ApiError) => void
  /** To be called before the shopper leaves for the login. */
  onLeave: () => void
  isSoldOut: boolean
}
