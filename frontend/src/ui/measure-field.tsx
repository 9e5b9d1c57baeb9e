import { useId, useState, type KeyboardEvent } from 'react'

type MeasureFieldProps = {
  label: string
  value: number
  /** Said and shown behind the number: "mm". */
  unit?: string
  min?: number
  max?: number
  /** What an arrow key changes, and ten times that with Shift. */
  step?: number
  isDisabled?: boolean
  /** Called when a typed number is final, by Enter or by leaving the field, and for each step. */
  onChange: (value: number) => void
}

const DIRECTIONS: Record<string, number> = { ArrowUp: 1, ArrowDown: -1 }

/** A decimal number with its unit, typed or stepped with the arrow keys. */
export function MeasureField(props: MeasureFieldProps) {
  const { label, value, unit, min = -Infinity, max = Infinity, step = 1, isDisabled } = props
  const { onChange } = props
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)

  function take(number: number) {
    const next = Math.min(Math.max(number, min), max)
    if (Number.isFinite(next) && next !== value) onChange(next)
  }

  function finish() {
    if (typed?.trim()) take(Number(typed.replace(',', '.')))
    setTyped(null)
  }

  function press(event: KeyboardEvent) {
    if (event.key === 'Enter') finish()
    const direction = DIRECTIONS[event.key]
    if (!direction) return
    event.preventDefault()
    setTyped(null)
    take(hundredths(value + direction * (event.shiftKey ? 10 * step : step)))
  }

  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-sm text-ink-soft">
        {label}
      </label>
      <div className="relative">
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={typed ?? String(hundredths(value))}
          disabled={isDisabled}
          aria-describedby={unit && `${id}-unit`}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={finish}
          onKeyDown={press}
          className="min-h-11 w-full rounded-md border border-line-strong bg-surface-raised py-1.5 pr-9 pl-3 text-ink tabular-nums disabled:opacity-60"
        />
        {unit && (
          <span
            id={`${id}-unit`}
            className="pointer-events-none absolute inset-y-0 right-3 grid place-items-center text-sm text-ink-soft"
          >
            {unit}
          </span>
        )}
      </div>
    </div>
  )
}

/** Two decimals are as fine as anybody types. */
const hundredths = (value: number) => Math.round(value * 100) / 100
