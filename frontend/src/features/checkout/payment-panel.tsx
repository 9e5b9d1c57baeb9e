import { toApiError } from '@/api/errors'
import { useShopConfig } from '@/api/use-shop-config'
import { isZeroMoney } from '@/lib/format-money'
import { ErrorState, Loading, Skeleton } from '@/ui/states'
import { CardPayment } from './card-payment'
import { ContactField } from './contact-field'
import { FreeOrder } from './free-order'
import type { PayableQuote, PayProps } from './pay-props'
import { WaitingForOrder } from './payment-status'
import { useContact } from './use-contact'
import type { Payment } from './use-payment'

type PaymentPanelProps = {
  payment: Payment
  /** Missing while the total is being computed for the first time. */
  quote: PayableQuote | undefined
  coupon: string
  /** Why nothing can be paid just now, in words where the shopper can do something about it. */
  blocked: string | boolean
}

/** The way from the total to an order, in each of its states. */
export function PaymentPanel({ payment, quote, coupon, blocked }: PaymentPanelProps) {
  const { data: config, error, isError, refetch } = useShopConfig()
  return (
    <section aria-labelledby="payment-heading" className="grid gap-4">
      <h2 id="payment-heading" className="text-2xl">
        Payment
      </h2>
      {payment.state.step === 'waiting' && <WaitingForOrder payment={payment} />}
      {payment.state.step !== 'waiting' && quote && config && (
        <Form payment={payment} quote={quote} coupon={coupon} config={config} blocked={blocked} />
      )}
      {isError && !config && (
        <ErrorState
          title="The card form did not load"
          message={toApiError(error).message}
          onRetry={() => void refetch()}
        />
      )}
      {!isError && !(quote && config) && (
        <Loading label="Loading the payment">
          <Skeleton className="h-40" />
        </Loading>
      )}
    </section>
  )
}

type FormProps = Omit<PayProps, 'isDisabled' | 'contact'> & { blocked: string | boolean }

function Form({ blocked, ...rest }: FormProps) {
  const { payment, quote } = rest
  const contact = useContact(payment.noteEdit)
  const props = { ...rest, contact, isDisabled: Boolean(blocked) || payment.isLocked }
  const isFree = isZeroMoney(quote.final_amount)
  return (
    <>
      {typeof blocked === 'string' && !payment.isLocked && (
        <p className="text-caution">{blocked}</p>
      )}
      {contact.isAsked && <ContactField contact={contact} isDisabled={payment.isLocked} />}
      {isFree ? <FreeOrder {...props} /> : <CardPayment {...props} />}
    </>
  )
}
