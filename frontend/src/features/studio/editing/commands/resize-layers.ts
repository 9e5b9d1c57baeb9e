import { isCurved } from '@/features/studio/drawing/curve'
import type { DesignDocument, Layer, TextLayer } from '@/features/studio/drawing/document'
import {
  boxAt,
  cosAndSin,
  minus,
  partOf,
  plus,
  pointOf,
  turned,
  type Point,
  type SizeMm,
} from '@/features/studio/editing/geometry'
import { changeLayers, unlockedOf } from '@/features/studio/editing/layers'
import { fitBox, wrappedSize, type Measure } from '@/features/studio/editing/text-box'
import { RANGES, tidyNumber, within } from '@/features/studio/editing/tidy'

/** Larger by these factors along axes that lean so many degrees; `anchor` stays still. */
export type Scaling = { factor_x: number; factor_y: number; anchor: Point; axis_deg: number }

/**
 * Scales layers together. Equal factors scale everything, letters too; unequal ones stretch
 * pictures and clipart and give text another width to wrap in. Factors are held where the
 * smallest or largest layer reaches what a document allows, so that all keep their proportions.
 */
export function resizeLayers(
  document: DesignDocument,
  ids: readonly string[],
  scaling: Scaling,
  measure: Measure,
): DesignDocument {
  const held = heldScaling(unlockedOf(document, ids), scaling)
  return changeLayers(document, ids, (layer) => resized(layer, held, measure))
}

/** The scaling as far as all of these layers can follow it. */
export function heldScaling(layers: readonly Layer[], scaling: Scaling): Scaling {
  const lengths = layers.flatMap(lengthsOf)
  const least = Math.max(0, ...lengths.map(([length, [low]]) => low / length))
  const most = Math.min(...lengths.map(([length, [, high]]) => high / length), Infinity)
  const range = [Math.min(least, 1), Math.max(most, 1)] as const
  return {
    ...scaling,
    factor_x: within(scaling.factor_x, range),
    factor_y: within(scaling.factor_y, range),
  }
}

function lengthsOf(layer: Layer): [number, readonly [number, number]][] {
  const sides: [number, readonly [number, number]][] = [
    [layer.width_mm, RANGES.width_mm],
    [layer.height_mm, RANGES.height_mm],
  ]
  return layer.kind === 'text' ? [...sides, [layer.size_mm, RANGES.size_mm]] : sides
}

function resized(layer: Layer, scaling: Scaling, measure: Measure): Layer {
  const part = nearestPart(layer, scaling.anchor)
  const point = scaledPoint(pointOf(layer, part), scaling)
  const size = scaledSize(layer, scaling)
  const next =
    layer.kind === 'text' ? resizedText(layer, size, scaling, measure) : { ...layer, ...size }
  return { ...next, ...boxAt(next, layer.rotation_deg, part, point) }
}

/** The part of the layer that is nearest to the anchor, so that it is held exactly. */
function nearestPart(layer: Layer, anchor: Point): Point {
  const { x, y } = partOf(layer, anchor)
  return { x: within(x, [0, 1]), y: within(y, [0, 1]) }
}

function scaledPoint(point: Point, { factor_x, factor_y, anchor, axis_deg }: Scaling): Point {
  const way = turned(minus(point, anchor), -axis_deg)
  return plus(anchor, turned({ x: way.x * factor_x, y: way.y * factor_y }, axis_deg))
}

/** How long the box's sides become; one that leans against the axes stays a rectangle. */
function scaledSize(layer: Layer, { factor_x, factor_y, axis_deg }: Scaling): SizeMm {
  const [cos, sin] = cosAndSin(layer.rotation_deg - axis_deg)
  const across = layer.width_mm * Math.hypot(factor_x * cos, factor_y * sin)
  const down = layer.height_mm * Math.hypot(factor_x * sin, factor_y * cos)
  return { width_mm: within(across, RANGES.width_mm), height_mm: within(down, RANGES.height_mm) }
}

function resizedText(
  layer: TextLayer,
  size: SizeMm,
  { factor_x, factor_y }: Scaling,
  measure: Measure,
): TextLayer {
  if (factor_x !== factor_y) {
    const wider = isCurved(layer) ? layer : { ...layer, width_mm: size.width_mm }
    return { ...wider, ...wrappedSize(wider, measure) }
  }
  const { outline } = layer
  const scaled = {
    ...layer,
    ...size,
    size_mm: tidyNumber(layer.size_mm * factor_x),
    outline: outline && { ...outline, width_mm: outline.width_mm * factor_x },
  }
  return fitBox(scaled, layer, measure)
}
