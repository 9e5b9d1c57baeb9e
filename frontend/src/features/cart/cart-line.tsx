import { useState } from 'react'
import { Link } from 'react-router'
import type { CartItem, Quote } from '@/api/types'
import { Price } from '@/ui/price'
import { Swatch } from '@/ui/swatch'
import { BlockingNotice, PriceNotes } from './line-notices'
import { LineControls } from './line-controls'
import { LineOptions } from './line-options'
import { LinePicture } from './line-picture'
import { useQuantity } from './use-quantity'

export type CartLineProps = {
  line: CartItem
  /** The line in the quote; missing while that is being asked for. */
  quoted: Quote['lines'][number] | undefined
  left: number | null
  maxQuantity: number | undefined
  isDisabled: boolean
  isRemoving: boolean
  onRemove: () => void
  onEdited: () => void
}

/** The id of the link that names a line, where the focus goes when the line has come back. */
export const lineNameId = (id: number) => `cart-line-${id}`

export function focusLine(id: number) {
  document.getElementById(lineNameId(id))?.focus()
}

/** One line: what will be printed on what, how many, and what it costs. */
export function CartLine(props: CartLineProps) {
  const { line, quoted, left, maxQuantity, isDisabled, isRemoving, onRemove, onEdited } = props
  const { quantity, isPending, error, choose } = useQuantity(line)
  const [isChanging, setIsChanging] = useState(false)
  const chooseAndTell = (next: number) => {
    onEdited()
    choose(next)
  }
  return (
    <article
      aria-busy={isPending || isRemoving}
      className={`grid grid-cols-[5.5rem_1fr] gap-x-4 gap-y-3 py-6 tablet:grid-cols-[9.5rem_1fr] tablet:grid-rows-[auto_1fr] tablet:gap-x-6 ${isRemoving ? 'opacity-60' : ''}`}
    >
      <div className="tablet:row-span-2">
        <LinePicture line={line} />
      </div>
      <div className="grid content-start gap-1">
        <LineHead line={line} isPending={isPending} />
        {line.customization_text && (
          <p className="max-w-prose wrap-anywhere whitespace-pre-line text-ink-soft">
            “{line.customization_text}”
          </p>
        )}
        <PriceNotes
          line={line}
          nextBreak={quoted?.next_break ?? null}
          isDisabled={isDisabled || isPending}
          onChoose={chooseAndTell}
        />
      </div>
      <div className="col-span-2 grid gap-3 tablet:col-span-1">
        <BlockingNotice
          line={line}
          left={left}
          onChoose={chooseAndTell}
          onChangeOptions={() => setIsChanging(true)}
        />
        <LineControls
          line={line}
          quantity={quantity}
          maxQuantity={maxQuantity}
          isDisabled={isDisabled}
          isRemoving={isRemoving}
          onChoose={chooseAndTell}
          onChange={() => setIsChanging(true)}
          onRemove={onRemove}
        />
        {error && (
          <p role="alert" className="text-sm text-danger">
            {error}
          </p>
        )}
      </div>
      {isChanging && (
        <LineOptions
          line={line}
          onClose={() => setIsChanging(false)}
          onSaved={(kept) => {
            onEdited()
            setIsChanging(false)
            if (kept !== line.id) focusLine(kept)
          }}
        />
      )}
    </article>
  )
}

/** What it is, and what it costs. */
function LineHead({ line, isPending }: { line: CartItem; isPending: boolean }) {
  const { currency } = line
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="grid gap-1">
        <h2 className="text-xl">
          <Link
            id={lineNameId(line.id)}
            to={`/customize/${line.product_slug}`}
            className="underline-offset-4 hover:underline"
          >
            {line.product_name}
          </Link>
        </h2>
        <LineKind line={line} />
      </div>
      <p className="grid shrink-0 justify-items-end">
        <span className={`font-semibold ${isPending ? 'opacity-50' : ''}`}>
          <span className="sr-only">Line total </span>
          <Price amount={line.line_total} currency={currency} />
        </span>
        <span className="text-sm text-ink-soft">
          <Price amount={line.price} currency={currency} /> each
        </span>
      </p>
    </div>
  )
}

/** Colour and size. */
function LineKind({ line: { base_color, base_color_hex, size } }: { line: CartItem }) {
  return (
    <p className="flex flex-wrap items-center gap-x-4 text-ink-soft">
      {base_color && <Swatch name={base_color} hex={base_color_hex} />}
      {size && <span>Size {size}</span>}
    </p>
  )
}
