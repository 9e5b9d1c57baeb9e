import type { DesignDocument } from '@/features/studio/drawing/document'
import { boundsOf, plainAngle, type Bounds, type Point } from './geometry'

/** A line across the print area at which things meet, drawn from end to end while they do. */
export type Guide = { axis: 'x' | 'y'; at_mm: number; from_mm: number; to_mm: number }

/** What can be met, on each axis; `from` and `to` are how far along it lies. */
type Line = { at: number; from: number; to: number }
export type SnapLines = { x: readonly Line[]; y: readonly Line[] }

export type Snapped = { by: Point; guides: Guide[] }

const ANGLE_STEP = 15

/**
 * Edges and middles that something may be laid on: those of the print area, the edges of its safe
 * area, and those of every layer that is not moved itself.
 */
export function snapLines(
  document: DesignDocument,
  moved: readonly string[],
  safe_mm: number,
): SnapLines {
  const { width_mm, height_mm, layers } = document
  const area = { left: 0, top: 0, right: width_mm, bottom: height_mm }
  const others = layers.filter(({ id, opacity }) => !moved.includes(id) && opacity > 0)
  const all = [area, ...others.flatMap((layer) => boundsOf([layer]) ?? [])].map(linesOf)
  const safe = linesOf(inset(area, safe_mm))
  const isSafe = ({ at }: Line, length: number) => safe_mm > 0 && at * 2 !== length
  return {
    x: [...all.flatMap(({ x }) => x), ...safe.x.filter((line) => isSafe(line, width_mm))],
    y: [...all.flatMap(({ y }) => y), ...safe.y.filter((line) => isSafe(line, height_mm))],
  }
}

/** How much further moved bounds have to go to meet the nearest lines within reach. */
export function snapBounds(moving: Bounds, lines: SnapLines, reach_mm: number): Snapped {
  const own = linesOf(moving)
  return snapped(own, lines, reach_mm)
}

/** The same for a single point, as a handle is; only on the axes it may move along. */
export function snapPoint(
  { x, y }: Point,
  lines: SnapLines,
  reach_mm: number,
  axes: { x: boolean; y: boolean } = { x: true, y: true },
): Snapped {
  const own = {
    x: axes.x ? [{ at: x, from: y, to: y }] : [],
    y: axes.y ? [{ at: y, from: x, to: x }] : [],
  }
  return snapped(own, lines, reach_mm)
}

/** The nearest multiple of 15° within reach, else the angle itself. */
export function snapAngle(degrees: number, reach_deg: number): number {
  const nearest = Math.round(degrees / ANGLE_STEP) * ANGLE_STEP
  return plainAngle(Math.abs(nearest - degrees) <= reach_deg ? nearest : degrees)
}

function snapped(own: SnapLines, lines: SnapLines, reach_mm: number): Snapped {
  const by = {
    x: nearestWay(own.x, lines.x, reach_mm),
    y: nearestWay(own.y, lines.y, reach_mm),
  }
  const guides = [
    ...(by.x === null ? [] : guidesAt('x', own, lines, { x: by.x, y: by.y ?? 0 })),
    ...(by.y === null ? [] : guidesAt('y', own, lines, { x: by.x ?? 0, y: by.y })),
  ]
  return { by: { x: by.x ?? 0, y: by.y ?? 0 }, guides }
}

/** The shortest way from any of our lines to any of theirs; null beyond reach. */
function nearestWay(own: readonly Line[], lines: readonly Line[], reach: number): number | null {
  let best: number | null = null
  for (const { at } of own) {
    for (const line of lines) {
      const way = line.at - at
      if (Math.abs(way) <= Math.abs(best ?? reach)) best = best === way ? best : way
    }
  }
  return best
}

const TOUCHING_MM = 0.0005

/** A guide for each of our lines that now lies on one of theirs, as long as both. */
function guidesAt(axis: 'x' | 'y', own: SnapLines, lines: SnapLines, by: Point): Guide[] {
  const along = axis === 'x' ? by.y : by.x
  return own[axis].flatMap(({ at, from, to }) => {
    const met = lines[axis].filter((line) => Math.abs(line.at - at - by[axis]) < TOUCHING_MM)
    if (met.length === 0) return []
    return {
      axis,
      at_mm: at + by[axis],
      from_mm: Math.min(from + along, ...met.map((line) => line.from)),
      to_mm: Math.max(to + along, ...met.map((line) => line.to)),
    }
  })
}

function linesOf({ left, top, right, bottom }: Bounds): SnapLines {
  const across = (at: number): Line => ({ at, from: top, to: bottom })
  const down = (at: number): Line => ({ at, from: left, to: right })
  return {
    x: [left, (left + right) / 2, right].map(across),
    y: [top, (top + bottom) / 2, bottom].map(down),
  }
}

function inset({ left, top, right, bottom }: Bounds, by: number): Bounds {
  return { left: left + by, top: top + by, right: right - by, bottom: bottom - by }
}
