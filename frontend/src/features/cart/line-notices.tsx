import type { CartItem, Quote } from '@/api/types'
import { formatMoney, formatPercent, isZeroMoney } from '@/lib/format-money'
import { Button } from '@/ui/button'
import { isSold } from './availability'

type NextBreak = NonNullable<Quote['lines'][number]['next_break']>

type PriceNotesProps = {
  line: CartItem
  nextBreak: NextBreak | null
  isDisabled: boolean
  onChoose: (quantity: number) => void
}

/** What moves the line's price: today's bulk discount, the next one, a price that has changed. */
export function PriceNotes({ line, nextBreak, isDisabled, onChoose }: PriceNotesProps) {
  const { currency, price_changed_from: before } = line
  return (
    <>
      {before && (
        <p className="text-sm text-caution">
          The price was {formatMoney(before, currency)} when you added this; it is now{' '}
          {formatMoney(line.price, currency)} each.
        </p>
      )}
      {!isZeroMoney(line.bulk_percent) && (
        <p className="text-sm text-positive">
          {formatPercent(line.bulk_percent)} bulk discount is taken off.
        </p>
      )}
      {nextBreak && line.available && (
        <p className="flex flex-wrap items-center gap-x-3 text-sm text-ink-soft">
          {nextBreak.quantity - line.quantity} more of this save{' '}
          {formatMoney(nextBreak.saves, currency)}.
          <button
            type="button"
            disabled={isDisabled}
            onClick={() => onChoose(nextBreak.quantity)}
            className="min-h-6 font-semibold text-accent underline underline-offset-4 disabled:opacity-60"
          >
            Make it {nextBreak.quantity}
          </button>
        </p>
      )}
    </>
  )
}

type BlockingNoticeProps = {
  line: CartItem
  /** How many the shop can make of it, where it said that these are too many. */
  left: number | null
  onChoose: (quantity: number) => void
  onChangeOptions: () => void
}

/** Why the line cannot be ordered as it is, and what to do about that. */
export function BlockingNotice({ line, left, onChoose, onChangeOptions }: BlockingNoticeProps) {
  if (!isSold(line)) return <Flag words="We no longer sell this. Remove it to go on." />
  if (!line.available) {
    return (
      <Flag words="We no longer make it in this colour or size.">
        <Button variant="quiet" size="sm" onClick={onChangeOptions}>
          Choose another
        </Button>
      </Flag>
    )
  }
  if (left === null || line.quantity <= left) return null
  if (left === 0) return <Flag words="Sold out for now. Remove it, or choose another kind." />
  return (
    <Flag words={`Only ${left} left.`}>
      <Button variant="quiet" size="sm" onClick={() => onChoose(left)}>
        Make it {left}
      </Button>
    </Flag>
  )
}

function Flag({ words, children }: { words: string; children?: React.ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 rounded-md bg-danger-soft px-4 py-2 text-danger">
      <p>{words}</p>
      {children}
    </div>
  )
}
