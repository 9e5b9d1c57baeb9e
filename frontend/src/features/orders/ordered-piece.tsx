import { Link } from 'react-router'
import type { OrderItem } from '@/api/types'
import { formatMoney, formatPercent, isZeroMoney } from '@/lib/format-money'
import { areaSize } from '@/lib/print-layout'
import { Price } from '@/ui/price'
import { PrintedPicture } from '@/ui/printed-picture'
import { ItemFacts } from './item-facts'

type OrderedPieceProps = { item: OrderItem; currency: string }

/** One line of an order, its print large enough to check it letter by letter. */
export function OrderedPiece({ item, currency }: OrderedPieceProps) {
  return (
    <article className="grid gap-5 tablet:grid-cols-[minmax(0,5fr)_minmax(0,4fr)] tablet:gap-8 print:break-inside-avoid print:grid-cols-[14rem_1fr]">
      <PrintedPicture
        ground={item.mockup}
        groundHex={item.base_color_hex}
        overlay={item.design_image_url}
        text={item.customization_text}
        area={areaSize(item.print_area)}
        alt={describe(item)}
        detail="full"
        className="rounded-lg"
      />
      <div className="grid content-start gap-5">
        <div className="grid gap-2">
          <PieceName item={item} />
          <ItemFacts item={item} />
        </div>
        <Print item={item} />
        <PieceSum item={item} currency={currency} />
      </div>
    </article>
  )
}

/** The name leads to the product as long as it is sold. */
function PieceName({ item }: { item: OrderItem }) {
  if (!item.product_slug) return <h3 className="text-2xl">{item.product_name}</h3>
  return (
    <h3 className="text-2xl">
      <Link to={`/customize/${item.product_slug}`} className="underline-offset-4 hover:underline">
        {item.product_name}
      </Link>
    </h3>
  )
}

/** The shopper's own picture and words, flat, on the colour they are printed on. */
function Print({ item }: { item: OrderItem }) {
  const { design_image_url, design_thumb_url, customization_text } = item
  return (
    <dl className="grid gap-4">
      {design_image_url && design_thumb_url && (
        <div className="grid gap-2 print:hidden">
          <dt className="text-sm text-ink-soft">Your picture</dt>
          <dd>
            <a
              href={design_image_url}
              target="_blank"
              rel="noreferrer"
              className="inline-grid gap-1.5 text-sm text-accent underline underline-offset-4"
            >
              <img
                src={design_thumb_url}
                alt=""
                style={{ backgroundColor: item.base_color_hex ?? undefined }}
                className="h-32 w-auto max-w-full rounded-md object-contain outline-1 outline-line"
              />
              See it in full size
              <span className="sr-only">, in a new tab</span>
            </a>
          </dd>
        </div>
      )}
      {customization_text && (
        <div className="grid gap-1">
          <dt className="text-sm text-ink-soft">Your words</dt>
          <dd className="text-lg wrap-anywhere whitespace-pre-line">{customization_text}</dd>
        </div>
      )}
    </dl>
  )
}

function PieceSum({ item, currency }: OrderedPieceProps) {
  const unit = formatMoney(item.price, currency)
  return (
    <p>
      <Price amount={item.line_total} currency={currency} className="text-lg font-semibold" />
      {item.quantity > 1 && (
        <span className="block text-sm text-ink-soft">
          {item.quantity} × {unit}
          {!isZeroMoney(item.bulk_percent) &&
            `, with ${formatPercent(item.bulk_percent)} bulk discount`}
        </span>
      )}
    </p>
  )
}

function describe(item: OrderItem): string {
  const { product_name, base_color, design_image_url, customization_text } = item
  const printed = [
    design_image_url && 'your picture',
    customization_text && `the words “${customization_text}”`,
  ]
  const thing = base_color ? `${product_name} in ${base_color}` : product_name
  return `${thing} with ${printed.filter(Boolean).join(' and ')}`
}
