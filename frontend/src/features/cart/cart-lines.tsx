import { useState } from 'react'
import { toApiError } from '@/api/errors'
import type { CartItem, Quote } from '@/api/types'
import { toast } from '@/ui/toast'
import { CartLine, focusLine } from './cart-line'
import { useRemoveItem } from './queries'
import { RemovedLine } from './removed-line'

/** A line that cannot be had as wanted, and how many can. */
export type ShortLine = { id: number; available: number }

type CartLinesProps = {
  lines: CartItem[]
  quote: Quote | undefined
  short: readonly ShortLine[]
  maxQuantity: number | undefined
  isDisabled: boolean
  onEdited: () => void
}

/** A line that was taken out stays in its place, as the way back. */
type Removed = { line: CartItem; place: number }

/** The lines of the cart, with what was just taken out of it. */
export function CartLines(props: CartLinesProps) {
  const { lines, quote, short, maxQuantity, isDisabled, onEdited } = props
  const remove = useRemoveItem()
  const [removed, setRemoved] = useState<Removed[]>([])

  async function takeOut(line: CartItem, place: number) {
    onEdited()
    try {
      await remove.mutateAsync({ params: { path: { item_id: line.id } } })
      setRemoved((earlier) => [...earlier, { line, place }])
    } catch (error) {
      toast.error(toApiError(error).message)
    }
  }

  return (
    <ul className="divide-y divide-line">
      {inPlace(lines, removed).map((row, place) => (
        <li key={`${row.isRemoved ? 'removed' : 'line'}-${row.line.id}`}>
          {row.isRemoved ? (
            <RemovedLine
              line={row.line}
              isDisabled={isDisabled}
              onRestored={(id) => {
                setRemoved((earlier) => earlier.filter(({ line }) => line.id !== row.line.id))
                requestAnimationFrame(() => focusLine(id))
              }}
            />
          ) : (
            <CartLine
              line={row.line}
              quoted={quote?.lines.find(({ id }) => id === row.line.id)}
              left={short.find(({ id }) => id === row.line.id)?.available ?? null}
              maxQuantity={maxQuantity}
              isDisabled={isDisabled}
              isRemoving={remove.isPending && remove.variables.params.path.item_id === row.line.id}
              onRemove={() => void takeOut(row.line, place)}
              onEdited={onEdited}
            />
          )}
        </li>
      ))}
    </ul>
  )
}

type Row = { line: CartItem; isRemoved: boolean }

/** The lines with each removed one back at the place it was taken from. */
function inPlace(lines: CartItem[], removed: Removed[]): Row[] {
  const rows: Row[] = lines.map((line) => ({ line, isRemoved: false }))
  for (const { line, place } of removed.toReversed()) {
    rows.splice(place, 0, { line, isRemoved: true })
  }
  return rows
}
