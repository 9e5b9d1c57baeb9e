import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import type { CartItem } from '@/api/types'
import { useOnline } from '@/api/use-online'
import { useShopConfig } from '@/api/use-shop-config'
import { CartLines } from '@/features/cart/cart-lines'
import { EmptyCart } from '@/features/cart/cart-states'
import { ClearCart } from '@/features/cart/clear-cart'
import { CouponBox } from '@/features/cart/coupon-box'
import { useIsCartChanging, useQuote, useRefreshCart, useTryCoupon } from '@/features/cart/queries'
import { Summary } from '@/features/cart/summary'
import { useCoupon } from '@/features/cart/use-coupon'
import { PaymentPanel } from '@/features/checkout/payment-panel'
import { usePayment } from '@/features/checkout/use-payment'
import { useStayWhilePaying } from '@/features/checkout/use-stay-while-paying'
import { PageHeading, PageMeta } from '@/ui/page-heading'
import { useFrozen } from './use-frozen'

/** The payment of this cart, which ends at its order's page. */
function useCartPayment() {
  const navigate = useNavigate()
  const refresh = useRefreshCart()
  const payment = usePayment({
    onStale: () => void refresh(),
    onOrdered: async (orderId) => {
      await navigate(`/orders/${orderId}`, { state: { paid: true } })
      // Not before: the cart, now empty, would show for a moment.
      await refresh()
    },
  })
  useStayWhilePaying(payment.state)
  return payment
}

// The right one is wide enough, where there is room, for a card's fields in one line.
const COLUMNS = 'grid gap-10 desktop:grid-cols-[1fr_21rem] wide:grid-cols-[1fr_29rem] wide:gap-14'

// As tall as the window from the start, so that the footer does not move while parts arrive.
const FULL_PAGE = 'page min-h-dvh'

/** Lines, summary and payment. While money moves, all stays as it was when that began. */
export function CartPage({ lines: latestLines }: { lines: CartItem[] }) {
  const payment = useCartPayment()
  const { isLocked } = payment
  const lines = useFrozen(latestLines, isLocked)
  const coupon = useCoupon()
  const { data: latestQuote, isFresh } = useQuote(lines, coupon)
  const quote = useFrozen(latestQuote, isLocked)
  const isSettled = !useIsCartChanging() && isFresh
  const tryCoupon = useTryCoupon(lines)
  const blocked = useObstacle(lines) ?? !isSettled
  const { data: config } = useShopConfig()
  const { clearings, noteClearing } = useClearings()
  const isEmpty = lines.length === 0

  return (
    <div className={isEmpty ? 'page' : FULL_PAGE}>
      <PageMeta title="Your cart" />
      <PageHeading
        actions={
          !isEmpty && (
            <ClearCart lineCount={lines.length} isDisabled={isLocked} onCleared={noteClearing} />
          )
        }
      >
        Your cart
      </PageHeading>
      <div className={isEmpty ? '' : COLUMNS}>
        <section aria-label="Items">
          <CartLines
            key={clearings}
            lines={lines}
            quote={quote}
            short={payment.short}
            maxQuantity={config?.max_quantity}
            isDisabled={isLocked}
            onEdited={payment.noteEdit}
          />
          {isEmpty && <EmptyCart />}
        </section>
        {!isEmpty && (
          <div className="grid gap-8 self-start rounded-lg bg-surface-raised p-5 tablet:p-7 desktop:top-22 desktop:[@media(min-height:60rem)]:sticky">
            <Summary quote={quote} isFresh={isSettled}>
              <CouponBox
                code={coupon.code}
                quote={quote}
                lapsed={coupon.lapsed}
                isDisabled={isLocked}
                onTry={tryCoupon}
                onChange={(code) => {
                  payment.noteEdit()
                  coupon.change(code)
                }}
              />
            </Summary>
            <PaymentPanel
              payment={payment}
              quote={quote}
              coupon={quote?.coupon?.code ?? ''}
              blocked={blocked}
            />
          </div>
        )}
      </div>
    </div>
  )
}

/** How often the cart was cleared; each time the focus, whose place is gone, goes to the heading. */
function useClearings() {
  const [clearings, setClearings] = useState(0)
  useEffect(() => {
    if (clearings > 0) document.querySelector<HTMLElement>('main h1')?.focus()
  }, [clearings])
  return { clearings, noteClearing: () => setClearings(clearings + 1) }
}

/** What the shopper must mend before the cart can be paid. */
function useObstacle(lines: CartItem[]): string | null {
  const isOnline = useOnline()
  if (!isOnline) return 'You are offline. You can pay again once you are connected.'
  if (lines.some(({ available }) => !available)) {
    return 'Change or remove the items marked above first.'
  }
  return null
}
