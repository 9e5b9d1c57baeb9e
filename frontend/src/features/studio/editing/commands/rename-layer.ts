import type { DesignDocument } from '@/features/studio/drawing/document'
import { changeLayers } from '@/features/studio/editing/layers'

/** Names are cut after 60 characters. */
export function renameLayer(document: DesignDocument, id: string, name: string): DesignDocument {
  return changeLayers(document, [id], (layer) => ({ ...layer, name }))
}
