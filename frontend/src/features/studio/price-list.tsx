import type { Product } from '@/api/types'
import { formatPercent } from '@/lib/format-money'
import { plural } from '@/lib/plural'
import { Price } from '@/ui/price'
import { nextStep, priceSteps, stepAt, type PriceStep } from './price-at'

type Priced = { product: Pick<Product, 'price' | 'price_breaks' | 'currency'>; quantity: number }

/** What one piece costs at this quantity, beside what a single one costs. */
export function UnitPrice({ product, quantity }: Priced) {
  const { currency, price } = product
  const step = stepAt(priceSteps(product), quantity)
  if (!step) return null
  return (
    <p className="flex flex-wrap items-baseline gap-x-2">
      <Price amount={step.unit_price} currency={currency} className="text-2xl font-semibold" />
      <span className="text-ink-soft">each</span>
      {step.percent && (
        <s className="text-ink-soft">
          <span className="sr-only">instead of </span>
          <Price amount={price} currency={currency} />
        </s>
      )}
    </p>
  )
}

/** How few more pieces make each one cheaper. */
export function NextBreak({ product, quantity }: Priced) {
  const next = nextStep(priceSteps(product), quantity)
  if (!next) return null
  return (
    <p className="text-sm text-positive">
      {plural(next.more, 'more', 'more')} and each costs{' '}
      <Price amount={next.step.unit_price} currency={product.currency} />.
    </p>
  )
}

/** The price of one piece by quantity, with the row that holds now. */
export function PriceList({ product, quantity }: Priced) {
  const steps = priceSteps(product)
  const current = stepAt(steps, quantity)
  if (steps.length < 2) return null
  return (
    <table className="w-full max-w-sm text-left tabular-nums">
      <caption className="pb-1 text-left font-medium">More of one design cost less each</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Pieces</th>
          <th scope="col">Price of each</th>
          <th scope="col">Discount</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <Row key={step.from} step={step} currency={product.currency} isNow={step === current} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ step, currency, isNow }: { step: PriceStep; currency: string; isNow: boolean }) {
  return (
    <tr
      aria-current={isNow || undefined}
      className="aria-[current]:bg-accent-soft aria-[current]:font-semibold aria-[current]:text-accent"
    >
      <th scope="row" className="rounded-l-sm px-3 py-1.5 font-[inherit]">
        {piecesOf(step)}
      </th>
      <td className="px-3 py-1.5">
        <Price amount={step.unit_price} currency={currency} />
      </td>
      <td className="rounded-r-sm px-3 py-1.5 text-right">
        {step.percent && `${formatPercent(step.percent)} off`}
      </td>
    </tr>
  )
}

function piecesOf({ from, to }: PriceStep): string {
  if (to === null) return `${from} or more`
  return to === from ? `${from}` : `${from} to ${to}`
}
