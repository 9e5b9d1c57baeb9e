import { X } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import { toApiError } from '@/api/errors'
import type { Quote } from '@/api/types'
import { Button } from '@/ui/button'
import { Disclosure } from '@/ui/disclosure'
import { Notice } from '@/ui/notice'
import { TextField } from '@/ui/text-field'
import { keptCode } from './queries'

type CouponBoxProps = {
  /** The code in use, or none. */
  code: string
  quote: Quote | undefined
  /** A code that was in use and is no longer valid. */
  lapsed: string | null
  isDisabled: boolean
  /** Prices the cart with a code, without keeping it. */
  onTry: (code: string) => Promise<Quote>
  /** Keeps a code, or none. */
  onChange: (code: string) => void
}

/** A code for a discount: folded away until asked for, then shown with its way out. */
export function CouponBox({ code, quote, lapsed, isDisabled, onTry, onChange }: CouponBoxProps) {
  const box = useRef<HTMLFieldSetElement>(null)
  const change = (next: string) => {
    // What was pressed goes away with the change, and would take the focus with it.
    box.current?.focus()
    onChange(next)
  }
  const remove = () => change('')
  const isWaiting = code !== '' && quote !== undefined && quote.coupon_minimum !== null
  return (
    <fieldset ref={box} aria-label="Coupon" tabIndex={-1} className="grid min-w-0 gap-2">
      {lapsed && (
        <Notice tone="caution">Coupon {lapsed} is not valid now; the total is without it.</Notice>
      )}
      {quote?.coupon ? (
        <KeptCoupon code={quote.coupon.code} isDisabled={isDisabled} onRemove={remove}>
          is taken off.
        </KeptCoupon>
      ) : isWaiting ? (
        <KeptCoupon isWaiting code={code} isDisabled={isDisabled} onRemove={remove}>
          is not taken off yet. {quote.coupon_error}
        </KeptCoupon>
      ) : (
        <CouponForm isDisabled={isDisabled} onTry={onTry} onKeep={change} />
      )}
    </fieldset>
  )
}

type KeptCouponProps = {
  code: string
  /** The cart is too small for it so far. */
  isWaiting?: boolean
  isDisabled: boolean
  onRemove: () => void
  children: ReactNode
}

function KeptCoupon({ code, isWaiting, isDisabled, onRemove, children }: KeptCouponProps) {
  const tone = isWaiting ? 'bg-caution-soft text-caution' : 'bg-positive-soft text-positive'
  return (
    <div className={`flex items-center justify-between gap-3 rounded-md py-1 pr-1 pl-4 ${tone}`}>
      <p role={isWaiting ? 'status' : undefined} className="py-2">
        Coupon <strong>{code}</strong> {children}
      </p>
      <button
        type="button"
        disabled={isDisabled}
        aria-label={`Remove coupon ${code}`}
        onClick={onRemove}
        className="grid size-11 shrink-0 place-items-center disabled:opacity-40"
      >
        <X aria-hidden size={18} />
      </button>
    </div>
  )
}

type CouponFormProps = {
  isDisabled: boolean
  onTry: (code: string) => Promise<Quote>
  onKeep: (code: string) => void
}

function CouponForm({ isDisabled, onTry, onKeep }: CouponFormProps) {
  const [code, setCode] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [isTrying, setIsTrying] = useState(false)

  async function apply() {
    if (!code.trim()) {
      setError('Type the code first.')
      return
    }
    setIsTrying(true)
    try {
      const quote = await onTry(code.trim())
      const kept = keptCode(quote, code.trim())
      if (kept) onKeep(kept)
      else setError(quote.coupon_error)
    } catch (refusal) {
      setError(toApiError(refusal).message)
    } finally {
      setIsTrying(false)
    }
  }

  return (
    <Disclosure summary="Have a coupon?">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!isTrying && !isDisabled) void apply()
        }}
        className="flex items-start gap-2"
      >
        <div className="grow">
          <TextField
            label="Coupon code"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            value={code}
            disabled={isDisabled}
            error={error ?? undefined}
            onChange={(event) => {
              setCode(event.target.value)
              setError(null)
            }}
          />
        </div>
        <Button
          type="submit"
          variant="quiet"
          className="mt-8"
          disabled={isDisabled}
          pending={isTrying}
          pendingLabel="Trying…"
        >
          Apply
        </Button>
      </form>
    </Disclosure>
  )
}
