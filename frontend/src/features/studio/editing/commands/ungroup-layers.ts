import type { DesignDocument } from '@/features/studio/drawing/document'
import { changeLayers } from '@/features/studio/editing/layers'

/** Takes layers out of their groups. */
export function ungroupLayers(document: DesignDocument, ids: readonly string[]): DesignDocument {
  return changeLayers(document, ids, (layer) => ({ ...layer, group: null }))
}
