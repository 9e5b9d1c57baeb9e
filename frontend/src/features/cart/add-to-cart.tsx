import { Check } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { toApiError, type ApiError } from '@/api/errors'
import { session } from '@/api/session'
import type { NewCartItem } from '@/api/types'
import { Button } from '@/ui/button'
import { useAddItem } from './queries'

const SHOWN_MS = 2500

type Goal = 'stay' | 'buy'

type AddToCartProps = {
  /** What to add; null when something is missing, which the caller then shows. */
  collect: () => Promise<NewCartItem | null>
  onRefused: (refusal: ApiError) => void
  /** The session has just ended: whose cart is meant, only a login tells. */
  onSignedOut: () => void
  /** Added, to be paid for at once. */
  onBuyNow: () => void
  isSoldOut: boolean
}

/** The two ways into the cart: go on shopping, or pay now. */
export function AddToCart(props: AddToCartProps) {
  const { goal, isAdded, add } = useAdding(props)
  return (
    <div className="relative grid gap-2">
      <output className="pointer-events-none absolute inset-x-0 bottom-full mb-6 grid justify-items-center">
        {isAdded && (
          <span className="inline-flex items-center gap-2 rounded-full bg-positive-soft px-6 py-3 font-medium text-positive shadow-float">
            <Check aria-hidden size={20} />
            Added to cart!
          </span>
        )}
      </output>
      {props.isSoldOut && (
        <p className="text-danger">Sold out for now. You can still see how yours would look.</p>
      )}
      <div className="grid grid-cols-2 gap-3">
        <Button
          size="lg"
          disabled={props.isSoldOut}
          pending={goal !== null}
          pendingLabel={goal === 'stay' ? 'Adding…' : undefined}
          onClick={() => void add('stay')}
        >
          Add to cart
        </Button>
        <Button
          size="lg"
          variant="quiet"
          disabled={props.isSoldOut}
          pending={goal !== null}
          pendingLabel={goal === 'buy' ? 'Adding…' : undefined}
          onClick={() => void add('buy')}
        >
          Buy now
        </Button>
      </div>
    </div>
  )
}

function useAdding({ collect, onRefused, onSignedOut, onBuyNow }: AddToCartProps) {
  const addOnce = useAddOnce()
  const [goal, setGoal] = useState<Goal | null>(null)
  const [addedAt, setAddedAt] = useState<number | null>(null)
  useEffect(() => {
    if (addedAt === null) return
    const timer = setTimeout(() => setAddedAt(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [addedAt])

  async function add(next: Goal) {
    setGoal(next)
    setAddedAt(null)
    try {
      const item = await collect()
      if (!item) return
      // Nobody needs an account to fill a cart.
      if (session.snapshot().status === 'signed-out') await session.becomeGuest()
      await addOnce(item)
      if (next === 'buy') onBuyNow()
      else setAddedAt(Date.now())
    } catch (error) {
      const refusal = toApiError(error)
      if (refusal.status === 401) onSignedOut()
      else onRefused(refusal)
    } finally {
      setGoal(null)
    }
  }

  return { goal, isAdded: addedAt !== null, add }
}

/**
 * Adds a piece. When the answer is lost on the way, trying the same again bears the same key, so
 * that a piece that did arrive is not added twice.
 */
function useAddOnce() {
  const { mutateAsync } = useAddItem()
  const unanswered = useRef<{ piece: string; key: string } | null>(null)
  return async (item: NewCartItem) => {
    const piece = JSON.stringify(item)
    const isSame = unanswered.current?.piece === piece
    const key = (isSame && unanswered.current?.key) || `${Date.now()}-${Math.random()}`
    unanswered.current = { piece, key }
    try {
      await mutateAsync({ body: item, headers: { 'Idempotency-Key': key } })
      unanswered.current = null
    } catch (error) {
      if (toApiError(error).status !== 0) unanswered.current = null
      throw error
    }
  }
}
