import { CardElement } from '@stripe/react-stripe-js'
import type { StripeCardElementChangeEvent } from '@stripe/stripe-js'
import { useId, useState } from 'react'
import { useCardStyle } from './card-look'

export type CardFill = { isComplete: boolean; error: string | null }

type CardFieldProps = {
  error: string | null
  isDisabled: boolean
  onFill: (fill: CardFill) => void
}

/** Stripe's card fields in our box; the number is typed on Stripe's page and never seen by ours. */
export function CardField({ error, isDisabled, onFill }: CardFieldProps) {
  const id = useId()
  const style = useCardStyle()
  const [hasFocus, setHasFocus] = useState(false)
  const [isReady, setIsReady] = useState(false)
  const change = ({ complete, error: wrong }: StripeCardElementChangeEvent) =>
    onFill({ isComplete: complete, error: wrong?.message ?? null })
  return (
    <fieldset aria-describedby={`${id}-error`} className="grid min-w-0 gap-1.5">
      <legend className="pb-1.5 font-medium">
        <label htmlFor={id}>Card</label>
      </legend>
      <div
        aria-busy={!isReady}
        className={`min-h-12 rounded-md border bg-surface-raised px-3 py-3 ${isReady ? '' : 'animate-pulse'} ${error ? 'border-danger' : 'border-line-strong'} ${hasFocus ? 'outline-2 outline-offset-2 outline-accent' : ''} ${isDisabled ? 'opacity-60' : ''}`}
      >
        <CardElement
          id={id}
          options={{ style, hidePostalCode: true, disableLink: true, disabled: isDisabled }}
          onReady={() => setIsReady(true)}
          onChange={change}
          onFocus={() => setHasFocus(true)}
          onBlur={() => setHasFocus(false)}
        />
      </div>
      <p id={`${id}-error`} role="alert" className="text-sm text-danger empty:hidden">
        {error}
      </p>
    </fieldset>
  )
}
