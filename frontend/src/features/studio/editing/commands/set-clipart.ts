import type { ClipartLayer, DesignDocument } from '@/features/studio/drawing/document'
import { changeLayers } from '@/features/studio/editing/layers'

export type ClipartChanges = Partial<
  Pick<ClipartLayer, 'clipart' | 'colours' | 'flip_x' | 'flip_y'>
>

/** Changes which piece is shown and how, within the box as it is. */
export function setClipart(
  document: DesignDocument,
  ids: readonly string[],
  changes: ClipartChanges,
): DesignDocument {
  return changeLayers(document, ids, (layer) =>
    layer.kind === 'clipart' ? { ...layer, ...changes } : layer,
  )
}
