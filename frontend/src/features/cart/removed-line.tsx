import { useEffect, useRef } from 'react'
import { toApiError } from '@/api/errors'
import type { CartItem } from '@/api/types'
import { plural } from '@/lib/plural'
import { Button } from '@/ui/button'
import { useAddItem } from './queries'

type RemovedLineProps = {
  line: CartItem
  isDisabled: boolean
  onRestored: (id: number) => void
}

/** Stands where a line was. It takes the focus that the line had, and keeps no time. */
export function RemovedLine({ line, isDisabled, onRestored }: RemovedLineProps) {
  const add = useAddItem()
  const undo = useRef<HTMLButtonElement>(null)
  useEffect(() => undo.current?.focus(), [])

  async function restore() {
    const back = await add.mutateAsync({
      body: {
        product: line.product,
        quantity: line.quantity,
        base_color: line.base_color,
        size: line.size,
        customization_text: line.customization_text,
        design: line.design,
      },
    })
    onRestored(back.id)
  }

  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-4 text-ink-soft">
      <p>
        Removed {plural(line.quantity, 'piece')} of {line.product_name}.
      </p>
      <Button
        ref={undo}
        variant="plain"
        aria-label={`Undo removing ${line.product_name}`}
        disabled={isDisabled}
        pending={add.isPending}
        pendingLabel="Putting it back…"
        // A refusal stays in `add.error`, below.
        onClick={() => void restore().catch(() => undefined)}
      >
        Undo
      </Button>
      {add.error && (
        <p role="alert" className="w-full text-sm text-danger">
          {toApiError(add.error).message}
        </p>
      )}
    </div>
  )
}
