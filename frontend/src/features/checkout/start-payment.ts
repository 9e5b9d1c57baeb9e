import { client } from '@/api/client'
import { toApiError, type ApiError } from '@/api/errors'
import type { Order } from '@/api/types'
import { formatMoney } from '@/lib/format-money'

/** A line that cannot be had as wanted, and how many can. */
export type ShortLine = { id: number; available: number }

/** `email`: a guest's, where the order's mails go. */
export type ToPay = { amount: string; currency: string; coupon: string; email?: string | undefined }

/** The shop's answer to "let me pay". */
export type Started =
  | { outcome: 'open'; intentId: string; clientSecret: string }
  /** Nothing was to be paid. */
  | { outcome: 'free'; order: Order }
  | { outcome: 'alreadyPaid'; orderId: string }
  | { outcome: 'processing' }
  /** `isStale`: the cart or its price is not what we show. `short`: which lines are too many. */
  | { outcome: 'refused'; message: string; isStale: boolean; short: readonly ShortLine[] }

const STALE = new Set([
  'amount_mismatch',
  'invalid_coupon',
  'empty_cart',
  'payment_changed',
  'payment_changing',
])

/** Has the shop price the cart and open a payment for it. Never rejects. */
export async function startPayment({ amount, currency, coupon, email }: ToPay): Promise<Started> {
  try {
    const { data } = await client.POST('/api/checkout/pay/', {
      body: { amount, coupon_code: coupon, ...(email ? { email } : {}) },
    })
    if (data?.order) return { outcome: 'free', order: data.order }
    if (data?.clientSecret && data.paymentIntentId) {
      const { paymentIntentId: intentId, clientSecret } = data
      return { outcome: 'open', intentId, clientSecret }
    }
    return readRefusal(toApiError(null), currency)
  } catch (error) {
    return readRefusal(toApiError(error), currency)
  }
}

function readRefusal({ code, message, details }: ApiError, currency: string): Started {
  const { order_id: orderId, expected_amount: expected, lines } = details
  if (code === 'already_paid' && typeof orderId === 'string') {
    return { outcome: 'alreadyPaid', orderId }
  }
  if (code === 'payment_processing') return { outcome: 'processing' }
  const refused = { outcome: 'refused', message, isStale: STALE.has(code), short: [] } as const
  if (code === 'out_of_stock') {
    const short = lines as ShortLine[]
    return { ...refused, short, message: `${message} Look at the items marked above.` }
  }
  if (code !== 'amount_mismatch' || typeof expected !== 'string') return refused
  const total = formatMoney(expected, currency)
  return { ...refused, message: `The total is now ${total}. Look it over, then pay if you agree.` }
}
