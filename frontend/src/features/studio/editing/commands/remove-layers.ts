import type { DesignDocument } from '@/features/studio/drawing/document'
import { withLayers } from '@/features/studio/editing/layers'

/** Takes layers out; locked ones stay. */
export function removeLayers(document: DesignDocument, ids: readonly string[]): DesignDocument {
  return withLayers(
    document,
    document.layers.filter(({ id, locked }) => locked || !ids.includes(id)),
  )
}
