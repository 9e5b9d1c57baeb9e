import type { DesignDocument } from '@/features/studio/drawing/document'
import { withLayers } from '@/features/studio/editing/layers'

/** Locks layers against every other command, or unlocks them. */
export function lockLayers(
  document: DesignDocument,
  ids: readonly string[],
  locked: boolean,
): DesignDocument {
  return withLayers(
    document,
    document.layers.map((layer) =>
      ids.includes(layer.id) && layer.locked !== locked ? { ...layer, locked } : layer,
    ),
  )
}
