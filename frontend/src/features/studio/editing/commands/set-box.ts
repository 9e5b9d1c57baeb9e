import { isCurved } from '@/features/studio/drawing/curve'
import type { DesignDocument } from '@/features/studio/drawing/document'
import type { Box } from '@/features/studio/editing/geometry'
import { changeLayers } from '@/features/studio/editing/layers'
import { wrappedSize, type Measure } from '@/features/studio/editing/text-box'

/**
 * Sets millimetres and degrees as somebody types them; what is no number is left out. A text's
 * width is what its lines wrap in, its height follows from its lines.
 */
export function setBox(
  document: DesignDocument,
  id: string,
  box: Partial<Box>,
  measure: Measure,
): DesignDocument {
  return changeLayers(document, [id], (layer) => {
    if (layer.kind !== 'text') return { ...layer, ...box }
    const placed = { ...layer, ...box, width_mm: layer.width_mm, height_mm: layer.height_mm }
    const { width_mm = NaN } = box
    if (isCurved(layer) || !Number.isFinite(width_mm)) return placed
    const wider = { ...placed, width_mm }
    return { ...wider, ...wrappedSize(wider, measure) }
  })
}
