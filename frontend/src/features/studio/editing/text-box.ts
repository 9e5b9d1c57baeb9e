import { isCurved } from '@/features/studio/drawing/curve'
import type { TextLayer } from '@/features/studio/drawing/document'
import { boxAt, pointOf, type Part, type SizeMm } from './geometry'
import { RANGES, tidyNumber, within } from './tidy'

/**
 * How large a text's block of lines is when drawn in a box as wide as the layer's: its widest line
 * and its height. Null while its font is still loading.
 */
export type Measure = (layer: TextLayer) => SizeMm | null

const UNBOUNDED_MM = 5000
const STEP_MM = 0.001

/**
 * The text in a box that is in step with what is drawn. Where the box fitted the lines of `before`
 * closely it fits those of `next` as closely, but no wider than `most_mm`; where somebody has made
 * it another width, the lines are wrapped to that. The edge that lines are aligned to stays still.
 */
export function fitBox(
  next: TextLayer,
  before: TextLayer,
  measure: Measure,
  most_mm = UNBOUNDED_MM,
): TextLayer {
  const size = sizeInStep(next, isSnug(before, measure), measure, most_mm)
  return size ? keepingStill(next, size, stillPartOf(next)) : next
}

/** The text with a box of this size, one part of which stays where it is. */
export function keepingStill(layer: TextLayer, size: SizeMm, part: Part): TextLayer {
  return { ...layer, ...boxAt(size, layer.rotation_deg, part, pointOf(layer, part)) }
}

/** The size of its box for the width it has; as it is while nothing can be measured. */
export function wrappedSize(layer: TextLayer, measure: Measure): SizeMm {
  const drawn = measure(layer)
  if (!drawn) return { width_mm: layer.width_mm, height_mm: layer.height_mm }
  const height_mm = length(drawn.height_mm)
  return { width_mm: isCurved(layer) ? length(drawn.width_mm) : layer.width_mm, height_mm }
}

/** Whether the box is exactly as wide as its lines, so that it grows and shrinks with them. */
export function isSnug(layer: TextLayer, measure: Measure): boolean {
  if (isCurved(layer)) return true
  const natural = measure({ ...layer, width_mm: UNBOUNDED_MM })
  return natural !== null && Math.abs(length(natural.width_mm) - layer.width_mm) <= 2 * STEP_MM
}

function sizeInStep(
  layer: TextLayer,
  isToFit: boolean,
  measure: Measure,
  most_mm: number,
): SizeMm | null {
  const natural = measure({ ...layer, width_mm: isToFit ? UNBOUNDED_MM : layer.width_mm })
  if (!natural) return null
  if (!isToFit) return wrappedSize(layer, measure)
  if (!isCurved(layer) && natural.width_mm > most_mm) {
    return wrappedSize({ ...layer, width_mm: most_mm }, measure)
  }
  return { width_mm: length(natural.width_mm), height_mm: length(natural.height_mm) }
}

/** Rounded up, as a box a hair too narrow would wrap its own line. */
function length(length_mm: number): number {
  const steps = Math.ceil(length_mm / STEP_MM - 0.01)
  return within(tidyNumber(steps * STEP_MM), RANGES.width_mm)
}

function stillPartOf({ align }: TextLayer): Part {
  return { x: { left: 0, center: 0.5, right: 1 }[align], y: 0 }
}
