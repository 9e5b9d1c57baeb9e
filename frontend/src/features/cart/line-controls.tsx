import type { CartItem } from '@/api/types'
import { Button } from '@/ui/button'
import { NumberField } from '@/ui/number-field'
import { isSold } from './availability'

type LineControlsProps = {
  line: CartItem
  quantity: number
  maxQuantity: number | undefined
  isDisabled: boolean
  isRemoving: boolean
  onChoose: (quantity: number) => void
  onChange: () => void
  onRemove: () => void
}

/** How many, another kind, none: what can be done with a line. What is not sold can only go. */
export function LineControls(props: LineControlsProps) {
  const { line, quantity, maxQuantity, isDisabled, isRemoving } = props
  const { onChoose, onChange, onRemove } = props
  const name = line.product_name
  return (
    <fieldset disabled={isDisabled} className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <legend className="sr-only">{name}</legend>
      {isSold(line) && (
        <>
          <NumberField
            label={`Quantity of ${name}`}
            hideLabel
            value={quantity}
            max={maxQuantity}
            onChange={onChoose}
            isDisabled={isDisabled}
          />
          <Button variant="plain" className="px-3" aria-label={`Change ${name}`} onClick={onChange}>
            Change
          </Button>
        </>
      )}
      <Button
        variant="plain"
        className="px-3"
        aria-label={`Remove ${name}`}
        pending={isRemoving}
        onClick={onRemove}
      >
        Remove
      </Button>
    </fieldset>
  )
}
