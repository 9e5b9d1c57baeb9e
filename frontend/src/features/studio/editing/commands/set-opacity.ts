import type { DesignDocument } from '@/features/studio/drawing/document'
import { changeLayers } from '@/features/studio/editing/layers'

/** 0 is invisible, 1 covers what lies below. */
export function setOpacity(
  document: DesignDocument,
  ids: readonly string[],
  opacity: number,
): DesignDocument {
  return changeLayers(document, ids, (layer) => ({ ...layer, opacity }))
}
