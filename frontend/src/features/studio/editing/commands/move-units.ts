import type { DesignDocument, Layer } from '@/features/studio/drawing/document'
import type { Point } from '@/features/studio/editing/geometry'
import { moveLayers } from './move-layers'

/** Moves each unit its own way; one that has a locked layer in it stays whole where it is. */
export function moveUnits(
  document: DesignDocument,
  units: readonly Layer[][],
  wayOf: (unit: Layer[]) => Point,
): DesignDocument {
  const movable = units.filter((unit) => unit.every(({ locked }) => !locked))
  return movable.reduce(
    (so_far, unit) =>
      moveLayers(
        so_far,
        unit.map(({ id }) => id),
        wayOf(unit),
      ),
    document,
  )
}
