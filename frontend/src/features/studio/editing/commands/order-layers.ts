import type { DesignDocument, Layer } from '@/features/studio/drawing/document'
import { unlockedOf, withLayers } from '@/features/studio/editing/layers'

/** To the very front or back, one layer on, or right above another (null: below all). */
export type Order = 'front' | 'forward' | 'backward' | 'back' | { above: string | null }

/** Moves layers among the others; they keep their order among themselves. */
export function orderLayers(
  document: DesignDocument,
  ids: readonly string[],
  order: Order,
): DesignDocument {
  const { layers } = document
  const moved = unlockedOf(document, ids)
  const rest = layers.filter((layer) => !moved.includes(layer))
  const place = placeAmong(rest, layers, moved, order)
  if (moved.length === 0 || place === null) return document
  return withLayers(document, [...rest.slice(0, place), ...moved, ...rest.slice(place)])
}

/** Before which of the rest the moved ones come; null where that makes no sense. */
function placeAmong(
  rest: readonly Layer[],
  layers: readonly Layer[],
  moved: readonly Layer[],
  order: Order,
): number | null {
  if (order === 'front') return rest.length
  if (order === 'back') return 0
  if (order === 'forward' || order === 'backward') return step(layers, moved, order)
  if (order.above === null) return 0
  const below = rest.findIndex(({ id }) => id === order.above)
  return below < 0 ? null : below + 1
}

/** One layer further than the topmost of them, or than the lowest; there they come together. */
function step(
  layers: readonly Layer[],
  moved: readonly Layer[],
  order: 'forward' | 'backward',
): number {
  const places = moved.map((layer) => layers.indexOf(layer))
  if (order === 'backward') return Math.max(0, Math.min(...places) - 1)
  const others = layers.length - moved.length
  return Math.min(others, Math.max(...places) + 2 - moved.length)
}
