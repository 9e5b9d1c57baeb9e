import type { Product } from '@/api/types'

type Priced = Pick<Product, 'price' | 'price_breaks'>

/** A row of the price list: from `from` pieces on (up to `to`, where there is an end) each costs this. */
export type PriceStep = {
  from: number
  to: number | null
  unit_price: string
  percent: string | null
}

/** The whole price list, single piece first. The prices are the server's; none is computed here. */
export function priceSteps({ price, price_breaks }: Priced): PriceStep[] {
  const breaks = price_breaks.toSorted((a, b) => a.min_quantity - b.min_quantity)
  const starts = [{ min_quantity: 1, unit_price: price, percent: null }, ...breaks]
  return starts.map(({ min_quantity, unit_price, percent }, index) => {
    const next = starts[index + 1]
    return { from: min_quantity, to: next ? next.min_quantity - 1 : null, unit_price, percent }
  })
}

/** The row that holds for so many pieces. */
export function stepAt(steps: readonly PriceStep[], quantity: number): PriceStep | undefined {
  return steps.findLast((step) => step.from <= quantity) ?? steps[0]
}

/** The next cheaper row, and how many more pieces lead to it. */
export function nextStep(steps: readonly PriceStep[], quantity: number) {
  const step = steps.find(({ from }) => from > quantity)
  return step ? { step, more: step.from - quantity } : null
}
