import { Minus, Plus } from 'lucide-react'
import { Button, FieldError, Group, Input, Label, NumberField as Aria } from 'react-aria-components'

type NumberFieldProps = {
  label: string
  value: number
  onChange: (value: number) => void
  min?: number
  max?: number
  error?: string | undefined
  hideLabel?: boolean
  isDisabled?: boolean
}

const STEP = 'grid size-11 place-items-center text-ink hover:text-accent disabled:opacity-40'

/** A whole number, typed or stepped; kept between `min` and `max` when left. */
export function NumberField(props: NumberFieldProps) {
  const { label, value, onChange, min = 1, max, error, hideLabel = false } = props
  const { isDisabled = false } = props
  return (
    <Aria
      value={value}
      minValue={min}
      maxValue={max}
      step={1}
      isInvalid={Boolean(error)}
      isDisabled={isDisabled}
      onChange={(next) => onChange(Number.isNaN(next) ? min : next)}
      className="grid justify-items-start gap-1.5"
    >
      <Label className={hideLabel ? 'sr-only' : 'font-medium'}>{label}</Label>
      <Group className="inline-flex rounded-md border border-line-strong bg-surface-raised">
        <Button slot="decrement" className={STEP}>
          <Minus aria-hidden size={18} />
        </Button>
        <Input className="w-12 bg-transparent text-center tabular-nums" />
        <Button slot="increment" className={STEP}>
          <Plus aria-hidden size={18} />
        </Button>
      </Group>
      <FieldError className="text-sm text-danger">{error}</FieldError>
    </Aria>
  )
}
