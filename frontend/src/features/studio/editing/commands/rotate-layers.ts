import type { DesignDocument } from '@/features/studio/drawing/document'
import {
  boundsOf,
  boxAt,
  boxOfBounds,
  MIDDLE,
  middleOf,
  minus,
  plus,
  turned,
  type Point,
} from '@/features/studio/editing/geometry'
import { changeLayers, unlockedOf } from '@/features/studio/editing/layers'

/** Turns layers clockwise about one point: without it, about the middle of all of them. */
export function rotateLayers(
  document: DesignDocument,
  ids: readonly string[],
  degrees: number,
  about: Point | null = pivotOf(document, ids),
): DesignDocument {
  if (!about) return document
  return changeLayers(document, ids, (layer) => {
    const middle = plus(about, turned(minus(middleOf(layer), about), degrees))
    return { ...layer, ...boxAt(layer, layer.rotation_deg + degrees, MIDDLE, middle) }
  })
}

/** What layers turn about: the middle of one, or of the upright rectangle around several. */
export function pivotOf(document: DesignDocument, ids: readonly string[]): Point | null {
  const bounds = boundsOf(unlockedOf(document, ids))
  return bounds && middleOf(boxOfBounds(bounds))
}
