import type { Layer } from '@/features/studio/drawing/document'
import type { Part, SizeMm } from '@/features/studio/editing/geometry'

/** By the way they look: n is up. */
export const HANDLES = {
  nw: { x: 0, y: 0 },
  n: { x: 0.5, y: 0 },
  ne: { x: 1, y: 0 },
  e: { x: 1, y: 0.5 },
  se: { x: 1, y: 1 },
  s: { x: 0.5, y: 1 },
  sw: { x: 0, y: 1 },
  w: { x: 0, y: 0.5 },
} as const satisfies Record<string, Part>

export type Handle = keyof typeof HANDLES

export const CORNERS: readonly Handle[] = ['nw', 'ne', 'se', 'sw']
const ACROSS: readonly Handle[] = ['e', 'w']
const DOWN: readonly Handle[] = ['n', 's']

/** A side has a handle only where that does not cover those of its corners. */
const ROOM_PX = 56

export const isCorner = (handle: Handle) => CORNERS.includes(handle)
export const isHandle = (name: string | undefined): name is Handle =>
  name !== undefined && name in HANDLES

/** The part that stays still while a handle is dragged. */
export function oppositeOf({ x, y }: Part): Part {
  return { x: 1 - x, y: 1 - y }
}

/**
 * What a selection can be scaled by. Several keep their proportions; words have a width of their
 * own to wrap in, curved words not even that.
 */
export function handlesOf(layers: readonly Layer[], frame: SizeMm, scale: number): Handle[] {
  const [layer, ...others] = layers
  if (!layer) return []
  const hasAcross = frame.height_mm * scale >= ROOM_PX
  const hasDown = frame.width_mm * scale >= ROOM_PX
  if (others.length > 0) return [...CORNERS]
  if (layer.kind === 'text') return layer.curve_deg === 0 ? [...CORNERS, ...ACROSS] : [...CORNERS]
  return [...CORNERS, ...(hasAcross ? ACROSS : []), ...(hasDown ? DOWN : [])]
}
