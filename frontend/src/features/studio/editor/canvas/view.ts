import type { Point, SizeMm } from '@/features/studio/editing/geometry'
import { within } from '@/features/studio/editing/tidy'

/** How the design is looked at: pixels a millimetre, and where the print area's corner stands. */
export type View = { scale: number; x: number; y: number }

export type SizePx = { width: number; height: number }

/** Around the print area, as a share of its longer side, so that handles on its edge can be held. */
const MARGIN = 0.08
/** How far one may go from the whole area in view. */
const RANGE = [0.25, 16] as const

/** The whole print area in the middle. */
export function fitView(area: SizeMm, { width, height }: SizePx): View {
  const margin = MARGIN * Math.max(area.width_mm, area.height_mm)
  const across = width / (area.width_mm + 2 * margin)
  const scale = Math.min(across, height / (area.height_mm + 2 * margin)) || 1
  return {
    scale,
    x: (width - area.width_mm * scale) / 2,
    y: (height - area.height_mm * scale) / 2,
  }
}

export function toPx({ scale, x, y }: View, point: Point): Point {
  return { x: point.x * scale + x, y: point.y * scale + y }
}

export function toMm({ scale, x, y }: View, point: Point): Point {
  return { x: (point.x - x) / scale, y: (point.y - y) / scale }
}

export function panned(view: View, { x, y }: Point): View {
  return { ...view, x: view.x + x, y: view.y + y }
}

/** Larger or smaller about a point on the screen, which stays still; within limits around `fit`. */
export function zoomed(view: View, factor: number, about: Point, fit: View): View {
  const [least, most] = RANGE
  const scale = within(view.scale * factor, [fit.scale * least, fit.scale * most])
  const held = scale / view.scale
  return {
    scale,
    x: about.x + (view.x - about.x) * held,
    y: about.y + (view.y - about.y) * held,
  }
}
