import { useId } from 'react'

type SliderFieldProps = {
  label: string
  value: number
  min: number
  max: number
  step: number
  /** The value in words: "30 %". */
  format: (value: number) => string
  isDisabled?: boolean
  /** Called all the while it is moved. */
  onChange: (value: number) => void
  /** Called when it is let go: what was chosen is final. */
  onCommit?: () => void
}

/** A value on a scale; the arrow keys move it by `step`. */
export function SliderField(props: SliderFieldProps) {
  const { label, value, min, max, step, format, isDisabled, onChange, onCommit } = props
  const id = useId()
  return (
    <div className="grid gap-1">
      <div className="flex justify-between gap-4 text-sm text-ink-soft">
        <label htmlFor={id}>{label}</label>
        <output htmlFor={id} className="text-ink tabular-nums">
          {format(value)}
        </output>
      </div>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={isDisabled}
        aria-valuetext={format(value)}
        onChange={(event) => onChange(event.target.valueAsNumber)}
        onPointerUp={onCommit}
        onKeyUp={onCommit}
        onBlur={onCommit}
        className="h-6 w-full cursor-pointer accent-accent disabled:cursor-not-allowed disabled:opacity-60"
      />
    </div>
  )
}
