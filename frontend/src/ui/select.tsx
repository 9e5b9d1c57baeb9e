import type { ComponentProps } from 'react'
import { CONTROL, Field, type FieldText } from './field'

export type Choice = { value: string; label: string }

type SelectProps = FieldText & ComponentProps<'select'> & { options: readonly Choice[] }

/** One of several, in the device's own picker. */
export function Select({ label, hint, error, options, ...select }: SelectProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => (
        <select {...select} {...wiring} className={CONTROL}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
