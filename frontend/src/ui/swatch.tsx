type SwatchProps = { name: string; hex: string | null }

/** A colour as a dot with its name; the name alone where the shade is no longer known. */
export function Swatch({ name, hex }: SwatchProps) {
  return (
    <span className="inline-flex items-center gap-1.5">
      {hex && (
        <span
          aria-hidden
          style={{ backgroundColor: hex }}
          className="size-4 shrink-0 rounded-full border border-line-strong print:[print-color-adjust:exact]"
        />
      )}
      {name}
    </span>
  )
}
