import type { ReactNode } from 'react'
import type { Quote } from '@/api/types'
import { formatMoney, formatPercent, isZeroMoney } from '@/lib/format-money'
import { Price } from '@/ui/price'
import { Skeleton } from '@/ui/states'
import { Sum, Sums } from '@/ui/sums'

type SummaryProps = {
  quote: Quote | undefined
  /** Whether these figures belong to the lines that are shown. */
  isFresh: boolean
  children?: ReactNode
}

/** Every centavo from subtotal to total, as the shop has computed it. `children`: the coupon. */
export function Summary({ quote, isFresh, children }: SummaryProps) {
  return (
    <section aria-labelledby="summary-heading" className="grid gap-4">
      <h2 id="summary-heading" className="text-2xl">
        Summary
      </h2>
      <div aria-busy={!isFresh}>
        {quote ? <Figures quote={quote} isFresh={isFresh} /> : <Skeleton className="h-24" />}
      </div>
      {children}
      <output className="sr-only">
        {quote && isFresh && `Total ${formatMoney(quote.final_amount, quote.currency)}`}
      </output>
    </section>
  )
}

/** "10%", "₱100.00 off": what is printed on the coupon, whatever it comes to in this cart. */
function takesOff({ percent, amount }: NonNullable<Quote['coupon']>, currency: string): string {
  return amount === null ? formatPercent(percent ?? '0') : `${formatMoney(amount, currency)} off`
}

function Figures({ quote, isFresh }: { quote: Quote; isFresh: boolean }) {
  const { currency, coupon } = quote
  const price = (amount: string) => <Price amount={amount} currency={currency} />
  return (
    <div className={`transition-opacity duration-150 ${isFresh ? '' : 'opacity-50'}`}>
      <Sums>
        <Sum term="Subtotal">{price(quote.raw_subtotal)}</Sum>
        {!isZeroMoney(quote.bulk_discount) && (
          <Sum term="Bulk discount" kind="saving">
            {price(quote.bulk_discount)}
          </Sum>
        )}
        {coupon && (
          <Sum term={`Coupon ${coupon.code}, ${takesOff(coupon, currency)}`} kind="saving">
            {price(quote.coupon_discount)}
          </Sum>
        )}
        <Sum term="Total" kind="total">
          {price(quote.final_amount)}
        </Sum>
      </Sums>
      {!isZeroMoney(quote.discount_amount) && (
        <p className="text-sm text-positive">
          You save {formatMoney(quote.discount_amount, currency)}.
        </p>
      )}
    </div>
  )
}
