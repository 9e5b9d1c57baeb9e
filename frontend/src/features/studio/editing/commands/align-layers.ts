import type { DesignDocument, Layer } from '@/features/studio/drawing/document'
import { boundsOf, type Bounds, type Point } from '@/features/studio/editing/geometry'
import { layersOf, unitsOf } from '@/features/studio/editing/layers'
import { moveUnits } from './move-units'

export type Edge = 'left' | 'center' | 'right' | 'top' | 'middle' | 'bottom'

/**
 * Lines layers up: several with the outermost of them, one (or one group) with the print area.
 * Groups move as one; `to` says otherwise.
 */
export function alignLayers(
  document: DesignDocument,
  ids: readonly string[],
  edge: Edge,
  to?: 'area' | 'selection',
): DesignDocument {
  const units = unitsOf(layersOf(document, ids))
  const goal = to ?? (units.length > 1 ? 'selection' : 'area')
  const frame = goal === 'area' ? areaOf(document) : boundsOf(units.flat())
  if (!frame) return document
  return moveUnits(document, units, (unit) => wayTo(edge, unit, frame))
}

function areaOf({ width_mm, height_mm }: DesignDocument): Bounds {
  return { left: 0, top: 0, right: width_mm, bottom: height_mm }
}

function wayTo(edge: Edge, unit: Layer[], frame: Bounds): Point {
  const own = boundsOf(unit) ?? frame
  const ways: Record<Edge, Point> = {
    left: { x: frame.left - own.left, y: 0 },
    center: { x: (frame.left + frame.right - own.left - own.right) / 2, y: 0 },
    right: { x: frame.right - own.right, y: 0 },
    top: { x: 0, y: frame.top - own.top },
    middle: { x: 0, y: (frame.top + frame.bottom - own.top - own.bottom) / 2 },
    bottom: { x: 0, y: frame.bottom - own.bottom },
  }
  return ways[edge]
}
