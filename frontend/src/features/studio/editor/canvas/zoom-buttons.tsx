import { Minus, Plus } from 'lucide-react'

type ZoomButtonsProps = {
  /** 1 when the whole print area is in view. */
  zoom: number
  onZoom: (factor: number | null) => void
}

const STEP = 1.25
const BUTTON = 'grid size-11 place-items-center rounded-full text-ink hover:bg-surface-sunken'

/** Closer, further, and all of it. */
export function ZoomButtons({ zoom, onZoom }: ZoomButtonsProps) {
  const percent = `${Math.round(zoom * 100)}%`
  return (
    <fieldset
      aria-label="Zoom"
      className="absolute right-2 bottom-2 flex items-center rounded-full bg-surface-raised shadow-float"
    >
      <button
        type="button"
        aria-label="Zoom out"
        onClick={() => onZoom(1 / STEP)}
        className={BUTTON}
      >
        <Minus aria-hidden size={18} />
      </button>
      <button
        type="button"
        aria-label={`Show everything, now at ${percent}`}
        onClick={() => onZoom(null)}
        className="min-h-11 min-w-14 rounded-full text-sm text-ink-soft tabular-nums hover:bg-surface-sunken"
      >
        {percent}
      </button>
      <button type="button" aria-label="Zoom in" onClick={() => onZoom(STEP)} className={BUTTON}>
        <Plus aria-hidden size={18} />
      </button>
    </fieldset>
  )
}
