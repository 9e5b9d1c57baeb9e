import { useState } from 'react'
import { toApiError } from '@/api/errors'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Notice } from '@/ui/notice'
import { useClearCart } from './queries'

type ClearCartProps = { lineCount: number; isDisabled: boolean; onCleared: () => void }

/** Empties the cart, after asking. */
export function ClearCart({ lineCount, isDisabled, onCleared }: ClearCartProps) {
  const clear = useClearCart()
  const [isAsking, setIsAsking] = useState(false)
  const items = lineCount === 1 ? 'the item' : `all ${lineCount} items`

  async function clearAll() {
    await clear.mutateAsync({})
    setIsAsking(false)
    onCleared()
  }

  return (
    <>
      <Button variant="plain" disabled={isDisabled} onClick={() => setIsAsking(true)}>
        Clear cart
      </Button>
      <Dialog title="Clear your cart?" isOpen={isAsking} onClose={() => setIsAsking(false)}>
        <p>This takes {items} out. It cannot be undone.</p>
        {clear.error && <Notice tone="danger">{toApiError(clear.error).message}</Notice>}
        <div className="flex flex-wrap gap-3">
          <Button
            variant="danger"
            pending={clear.isPending}
            pendingLabel="Clearing…"
            // A refusal stays in `clear.error`, above.
            onClick={() => void clearAll().catch(() => undefined)}
          >
            Remove {items}
          </Button>
          <Button variant="quiet" onClick={() => setIsAsking(false)}>
            Keep my cart
          </Button>
        </div>
      </Dialog>
    </>
  )
}
