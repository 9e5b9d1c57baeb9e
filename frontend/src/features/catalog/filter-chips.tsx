import { useId } from 'react'

export type Chip = { value: string; label: string; hex?: string }

type FilterChipsProps = {
  legend: string
  chips: readonly Chip[]
  value: string
  onChange: (value: string) => void
}

/** One of a few, all in view: a row to swipe through on phones. */
export function FilterChips({ legend, chips, value, onChange }: FilterChipsProps) {
  const group = useId()
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{legend}</legend>
      <div className="mx-[calc(-1*var(--edge))] flex scroll-px-(--edge) [scrollbar-width:none] gap-2 overflow-x-auto px-(--edge) py-1 tablet:mx-0 tablet:flex-wrap tablet:overflow-visible tablet:px-0">
        {chips.map((chip) => (
          <label key={chip.value} className="relative shrink-0 cursor-pointer">
            <input
              type="radio"
              name={group}
              value={chip.value}
              checked={chip.value === value}
              onChange={() => onChange(chip.value)}
              className="peer absolute inset-0 size-full cursor-pointer opacity-0"
            />
            <span className="flex min-h-11 items-center gap-2 rounded-full bg-surface-sunken px-4 outline-offset-2 outline-accent peer-checked:bg-ink peer-checked:text-surface peer-focus-visible:outline-2 hover:bg-line">
              {chip.hex && <Dot hex={chip.hex} />}
              {chip.label}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Dot({ hex }: { hex: string }) {
  return (
    <span
      aria-hidden
      style={{ backgroundColor: hex }}
      className="size-4 rounded-full border border-line-strong"
    />
  )
}
