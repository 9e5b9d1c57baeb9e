import type { Quote, ShopConfig } from '@/api/types'
import type { Contact } from './use-contact'
import type { Payment } from './use-payment'

export type PayableQuote = Pick<Quote, 'final_amount' | 'currency'>

/** What every way of paying needs. */
export type PayProps = {
  payment: Payment
  quote: PayableQuote
  coupon: string
  config: ShopConfig
  contact: Contact
  isDisabled: boolean
}
