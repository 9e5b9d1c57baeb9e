import type { DesignDocument } from '@/features/studio/drawing/document'
import { boundsOf, plainAngle, type Bounds, type Point } from './geometry'

/** A line across the print area on which something has been laid. */
export type Guide = { axis: 'x' | 'y'; at_mm: number }

/** Where something can be laid, on each axis. */
export type SnapLines = { x: readonly number[]; y: readonly number[] }

export type Snapped = { by: Point; guides: Guide[] }

const ANGLE_STEP = 15
const TOUCHING_MM = 0.0005

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
  return {
    x: [...new Set([...all, safe].flatMap(({ x }) => x))],
    y: [...new Set([...all, safe].flatMap(({ y }) => y))],
  }
}

/** How much further moved bounds have to go to meet the nearest lines within reach. */
export function snapBounds(moving: Bounds, lines: SnapLines, reach_mm: number): Snapped {
  return snapped(linesOf(moving), lines, reach_mm)
}

/** The same for a single point, as a handle is; only on the axes it may move along. */
export function snapPoint(
  { x, y }: Point,
  lines: SnapLines,
  reach_mm: number,
  axes: { x: boolean; y: boolean } = { x: true, y: true },
): Snapped {
  return snapped({ x: axes.x ? [x] : [], y: axes.y ? [y] : [] }, lines, reach_mm)
}

/** The nearest multiple of 15° within reach, else the angle itself. */
export function snapAngle(degrees: number, reach_deg: number): number {
  const nearest = Math.round(degrees / ANGLE_STEP) * ANGLE_STEP
  return plainAngle(Math.abs(nearest - degrees) <= reach_deg ? nearest : degrees)
}

function snapped(own: SnapLines, lines: SnapLines, reach_mm: number): Snapped {
  const x = nearestWay(own.x, lines.x, reach_mm)
  const y = nearestWay(own.y, lines.y, reach_mm)
  const guides = [...guidesOn('x', own.x, lines.x, x), ...guidesOn('y', own.y, lines.y, y)]
  return { by: { x: x ?? 0, y: y ?? 0 }, guides }
}

/** The shortest way from any of our places to any of theirs; null beyond reach. */
function nearestWay(own: readonly number[], lines: readonly number[], reach: number) {
  let best: number | null = null
  for (const at of own) {
    for (const line of lines) {
      if (Math.abs(line - at) <= Math.abs(best ?? reach)) best = line - at
    }
  }
  return best
}

/** Of their lines, those on which one of ours lies when it has gone this way. */
function guidesOn(
  axis: 'x' | 'y',
  own: readonly number[],
  lines: readonly number[],
  way: number | null,
): Guide[] {
  if (way === null) return []
  const isMet = (line: number) => own.some((at) => Math.abs(line - at - way) < TOUCHING_MM)
  return lines.filter(isMet).map((at_mm) => ({ axis, at_mm }))
}

function linesOf({ left, top, right, bottom }: Bounds): SnapLines {
  return { x: [left, (left + right) / 2, right], y: [top, (top + bottom) / 2, bottom] }
}

function inset({ left, top, right, bottom }: Bounds, by: number): Bounds {
  return { left: left + by, top: top + by, right: right - by, bottom: bottom - by }
}
