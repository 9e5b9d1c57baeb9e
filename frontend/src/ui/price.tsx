import { formatMoney } from '@/lib/format-money'

type PriceProps = { amount: string; currency?: string; className?: string }

/** An amount of money as the server sent it, in figures of equal width. */
export function Price({ amount, currency, className = '' }: PriceProps) {
  return <span className={`tabular-nums ${className}`}>{formatMoney(amount, currency)}</span>
}
