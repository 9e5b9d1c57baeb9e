import type { DesignDocument, Layer } from '@/features/studio/drawing/document'
import { freshId, layersOf } from '@/features/studio/editing/layers'
import { addLayers } from './add-layers'

/** How far copies stand from what they are copies of, right and down. */
const APART_MM = 5

/** Puts copies on top, a little aside and unlocked; copies of a group are a group of their own. */
export function duplicateLayers(document: DesignDocument, ids: readonly string[]): DesignDocument {
  const groups = new Map<string, string>()
  return addLayers(
    document,
    layersOf(document, ids).map((layer) => ({
      ...layer,
      x_mm: layer.x_mm + APART_MM,
      y_mm: layer.y_mm + APART_MM,
      group: copyOfGroup(document, layer, groups),
      locked: false,
    })),
  )
}

function copyOfGroup(
  document: DesignDocument,
  { group }: Layer,
  copies: Map<string, string>,
): string | null {
  if (group === null) return null
  const copy = copies.get(group) ?? freshGroup(document, group, [...copies.values()])
  copies.set(group, copy)
  return copy
}

function freshGroup(document: DesignDocument, group: string, taken: readonly string[]): string {
  const id = freshId(document, group)
  return taken.includes(id) ? freshGroup(document, `${id}-copy`.slice(-40), taken) : id
}
