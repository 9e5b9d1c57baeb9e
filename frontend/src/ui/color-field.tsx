import { useId, useState } from 'react'

type ColorFieldProps = {
  legend: string
  /** `#rrggbb` */
  value: string
  /** Offered at one press, with a name each. */
  swatches: readonly { name: string; hex: string }[]
  onChange: (hex: string) => void
  /** Called when choosing has ended. */
  onCommit?: () => void
}

const HEX = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i

/** "#AbC" and "aabbcc" are "#aabbcc"; null for anything that is no colour. */
export function readHex(text: string): string | null {
  const digits = HEX.exec(text.trim())?.[1]?.toLowerCase()
  if (!digits) return null
  return digits.length === 3 ? `#${digits.replace(/./g, '$&$&')}` : `#${digits}`
}

/** A colour: one of a few swatches, any from the device's own picker, or typed as a hex code. */
export function ColorField(props: ColorFieldProps) {
  const { legend, value, swatches, onChange, onCommit } = props
  const group = useId()
  return (
    <fieldset className="grid gap-2">
      <legend className="pb-1 text-sm text-ink-soft">{legend}</legend>
      <div className="flex flex-wrap gap-1.5">
        {swatches.map(({ name, hex }) => (
          <label key={hex} title={name} className="relative size-8 cursor-pointer">
            <input
              type="radio"
              name={group}
              aria-label={name}
              checked={hex === value}
              onChange={() => {
                onChange(hex)
                onCommit?.()
              }}
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
      <div className="flex items-center gap-2">
        <input
          type="color"
          aria-label={`${legend}, any colour`}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onCommit}
          className="h-11 w-14 cursor-pointer rounded-md border border-line-strong bg-surface-raised p-1"
        />
        <HexInput {...{ legend, value, onChange, onCommit }} />
      </div>
    </fieldset>
  )
}

type HexInputProps = Pick<ColorFieldProps, 'legend' | 'value' | 'onChange' | 'onCommit'>

function HexInput({ legend, value, onChange, onCommit }: HexInputProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const isWrong = typed !== null && readHex(typed) === null
  return (
    <input
      type="text"
      aria-label={`${legend}, hex code`}
      aria-invalid={isWrong}
      spellCheck={false}
      value={typed ?? value}
      onChange={(event) => {
        setTyped(event.target.value)
        const hex = readHex(event.target.value)
        if (hex) onChange(hex)
      }}
      onBlur={() => {
        setTyped(null)
        onCommit?.()
      }}
      className="min-h-11 w-28 rounded-md border border-line-strong bg-surface-raised px-3 text-ink tabular-nums aria-invalid:border-danger"
    />
  )
}
