import { X } from 'lucide-react'
import { useRef, useState } from 'react'
import { toApiError } from '@/api/errors'
import type { Quote } from '@/api/types'
import { Button } from '@/ui/button'
import { Disclosure } from '@/ui/disclosure'
import { Notice } from '@/ui/notice'
import { TextField } from '@/ui/text-field'

type CouponBoxProps = {
  applied: Quote['coupon']
  /** A code that was in use and is no longer valid. */
  lapsed: string | null
  isDisabled: boolean
  /** Prices the cart with a code, without keeping it. */
  onTry: (code: string) => Promise<Quote>
  /** Keeps a valid code, or none. */
  onChange: (code: string) => void
}

/** A code for a discount: folded away until asked for, then shown with its way out. */
export function CouponBox({ applied, lapsed, isDisabled, onTry, onChange }: CouponBoxProps) {
  const box = useRef<HTMLFieldSetElement>(null)
  const change = (code: string) => {
    // What was pressed goes away with the change, and would take the focus with it.
    box.current?.focus()
    onChange(code)
  }
  return (
    <fieldset ref={box} aria-label="Coupon" tabIndex={-1} className="grid min-w-0 gap-2">
      {lapsed && (
        <Notice tone="caution">Coupon {lapsed} is not valid now; the total is without it.</Notice>
      )}
      {applied ? (
        <AppliedCoupon code={applied.code} isDisabled={isDisabled} onRemove={() => change('')} />
      ) : (
        <CouponForm isDisabled={isDisabled} onTry={onTry} onValid={change} />
      )}
    </fieldset>
  )
}

type AppliedCouponProps = { code: string; isDisabled: boolean; onRemove: () => void }

function AppliedCoupon({ code, isDisabled, onRemove }: AppliedCouponProps) {
  return (
    <div className="flex items-center justify-between gap-3 rounded-md bg-positive-soft py-1 pr-1 pl-4 text-positive">
      <p>
        Coupon <strong>{code}</strong> is taken off.
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
  onValid: (code: string) => void
}

function CouponForm({ isDisabled, onTry, onValid }: CouponFormProps) {
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
      const { coupon, coupon_error } = await onTry(code.trim())
      if (coupon) onValid(coupon.code)
      else setError(coupon_error)
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
