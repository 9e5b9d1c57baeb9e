import { useId } from 'react'

type GroupProps<Option> = {
  legend: string
  options: readonly Option[]
  value: string | null
  onChange: (value: string) => void
}

/** A radio group of named colours; the chosen name is always written out beside the legend. */
export function SwatchGroup(props: GroupProps<{ name: string; hex: string }>) {
  const { legend, options, value, onChange } = props
  const group = useId()
  return (
    <fieldset>
      <legend className="font-medium">
        {legend}
        {value && <span className="font-normal text-ink-soft">: {value}</span>}
      </legend>
      <div className="mt-2 flex flex-wrap gap-2">
        {options.map(({ name, hex }) => (
          <label key={name} title={name} className="relative size-11 cursor-pointer">
            <input
              type="radio"
              name={group}
              value={name}
              aria-label={name}
              checked={name === value}
              onChange={() => onChange(name)}
              className="peer absolute inset-0 size-full cursor-pointer opacity-0"
            />
            <span
              aria-hidden
              style={{ backgroundColor: hex }}
              className="block size-full rounded-full border border-line-strong outline-offset-2 outline-accent peer-checked:outline-2 peer-focus-visible:outline-4"
            />
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** A radio group of short words, such as sizes. */
export function ChoiceGroup(
  props: GroupProps<{ value: string; label: string; disabled?: boolean }>,
) {
  const { legend, options, value, onChange } = props
  const group = useId()
  return (
    <fieldset>
      <legend className="font-medium">{legend}</legend>
      <div className="mt-2 flex flex-wrap gap-2">
        {options.map((option) => (
          <label key={option.value} className="relative cursor-pointer">
            <input
              type="radio"
              name={group}
              value={option.value}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onChange(option.value)}
              className="peer absolute inset-0 size-full cursor-pointer opacity-0"
            />
            <span className="grid min-h-11 min-w-11 place-items-center rounded-md border border-line-strong bg-surface-raised px-3 outline-offset-2 outline-accent peer-checked:border-accent peer-checked:bg-accent-soft peer-checked:font-semibold peer-checked:text-accent peer-focus-visible:outline-2 peer-disabled:line-through peer-disabled:opacity-60">
              {option.label}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
