import type { Order } from '@/api/types'
import { isZeroMoney } from '@/lib/format-money'
import { Price } from '@/ui/price'
import { Sum, Sums } from '@/ui/sums'

/** Every centavo of an order, as it was paid: stages without an amount are left out. */
export function OrderSums({ order }: { order: Order }) {
  const { currency, payment_status } = order
  const price = (amount: string) => <Price amount={amount} currency={currency} />
  return (
    <Sums>
      <Sum term="Subtotal">{price(order.total_amount)}</Sum>
      {!isZeroMoney(order.bulk_discount) && (
        <Sum term="Bulk discount" kind="saving">
          {price(order.bulk_discount)}
        </Sum>
      )}
      {order.coupon_code && (
        <Sum term={`Coupon ${order.coupon_code}`} kind="saving">
          {price(order.coupon_discount)}
        </Sum>
      )}
      <Sum term={payment_status === 'free' ? 'Total' : 'Total paid'} kind="total">
        {price(order.final_amount)}
      </Sum>
    </Sums>
  )
}
