import type { SizeMm } from '@/features/studio/editing/geometry'
import { readableOn } from '@/lib/readable-on'

/** How far the product reaches beyond what is printed on it, as a share of the longer side. */
const BEYOND = 0.05

/** A flat piece of the product in its base colour, where no picture of it is known. */
export function Tile({ area, hex }: { area: SizeMm; hex: string }) {
  const beyond = BEYOND * Math.max(area.width_mm, area.height_mm)
  return (
    <rect
      x={-beyond}
      y={-beyond}
      width={area.width_mm + 2 * beyond}
      height={area.height_mm + 2 * beyond}
      rx={beyond / 2}
      fill={hex}
    />
  )
}

type LinesProps = { area: SizeMm; safe_mm: number; hex: string }

/** The edge of what is printed, and dotted within it what is safe from a cut a little aside. */
export function PrintAreaLines({ area: { width_mm, height_mm }, safe_mm, hex }: LinesProps) {
  const line = {
    fill: 'none',
    stroke: readableOn(hex),
    strokeOpacity: 0.55,
    vectorEffect: 'non-scaling-stroke',
  }
  return (
    <g className="pointer-events-none">
      <rect width={width_mm} height={height_mm} {...line} />
      {safe_mm > 0 && (
        <rect
          x={safe_mm}
          y={safe_mm}
          width={width_mm - 2 * safe_mm}
          height={height_mm - 2 * safe_mm}
          strokeDasharray="0.1 6"
          strokeWidth={2}
          strokeLinecap="round"
          {...line}
        />
      )}
    </g>
  )
}
