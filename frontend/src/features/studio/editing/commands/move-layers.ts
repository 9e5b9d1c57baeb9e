import type { DesignDocument } from '@/features/studio/drawing/document'
import type { Point } from '@/features/studio/editing/geometry'
import { changeLayers } from '@/features/studio/editing/layers'

/** Moves layers by so many millimetres, right and down. */
export function moveLayers(
  document: DesignDocument,
  ids: readonly string[],
  { x, y }: Point,
): DesignDocument {
  return changeLayers(document, ids, (layer) => ({
    ...layer,
    x_mm: layer.x_mm + x,
    y_mm: layer.y_mm + y,
  }))
}
