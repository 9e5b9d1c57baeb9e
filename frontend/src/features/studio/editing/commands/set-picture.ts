import type { DesignDocument, ImageLayer } from '@/features/studio/drawing/document'
import { changeLayers } from '@/features/studio/editing/layers'

export type PictureChanges = Partial<
  Pick<ImageLayer, 'artwork' | 'crop' | 'mask' | 'flip_x' | 'flip_y' | 'colour_key'>
>

/** Changes what is shown of which picture, within the box as it is. */
export function setPicture(
  document: DesignDocument,
  ids: readonly string[],
  changes: PictureChanges,
): DesignDocument {
  return changeLayers(document, ids, (layer) =>
    layer.kind === 'image' ? { ...layer, ...changes } : layer,
  )
}
