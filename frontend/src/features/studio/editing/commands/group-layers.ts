import type { DesignDocument } from '@/features/studio/drawing/document'
import { changeLayers, freshId, unlockedOf } from '@/features/studio/editing/layers'

/** Makes one group of layers, whatever groups they were in; it takes two to make one. */
export function groupLayers(document: DesignDocument, ids: readonly string[]): DesignDocument {
  const members = unlockedOf(document, ids)
  const [{ group: first } = { group: null }] = members
  const isOne = first !== null && members.every(({ group }) => group === first)
  if (members.length < 2 || isOne) return document
  const group = freshId(document, 'group')
  return changeLayers(document, ids, (layer) => ({ ...layer, group }))
}
