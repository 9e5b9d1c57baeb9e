import type { DesignDocument, Layer } from '@/features/studio/drawing/document'
import { boundsOf } from '@/features/studio/editing/geometry'
import { layersOf, unitsOf } from '@/features/studio/editing/layers'
import { moveUnits } from './move-units'

type Span = { unit: Layer[]; from: number; to: number }

/** Makes the gaps between three or more layers or groups equal; the outermost two stay. */
export function distributeLayers(
  document: DesignDocument,
  ids: readonly string[],
  axis: 'x' | 'y',
): DesignDocument {
  const spans = unitsOf(layersOf(document, ids))
    .map((unit) => spanOf(unit, axis))
    .sort((a, b) => a.from + a.to - (b.from + b.to))
  const [first, last] = [spans[0], spans.at(-1)]
  if (!first || !last || spans.length < 3) return document
  const filled = spans.reduce((sum, { from, to }) => sum + to - from, 0)
  const gap = (last.to - first.from - filled) / (spans.length - 1)
  const goals = new Map(goalsOf(spans, first.from, gap))
  return moveUnits(
    document,
    spans.map(({ unit }) => unit),
    (unit) => ({ x: 0, y: 0, [axis]: goals.get(unit) ?? 0 }),
  )
}

function spanOf(unit: Layer[], axis: 'x' | 'y'): Span {
  const { left, top, right, bottom } = boundsOf(unit) ?? { left: 0, top: 0, right: 0, bottom: 0 }
  return axis === 'x' ? { unit, from: left, to: right } : { unit, from: top, to: bottom }
}

/** How far each unit has to go. */
function goalsOf(spans: readonly Span[], start: number, gap: number): [Layer[], number][] {
  let place = start
  return spans.map(({ unit, from, to }) => {
    const way = place - from
    place += to - from + gap
    return [unit, way]
  })
}
