import type { Layer } from '@/features/studio/drawing/document'

/** Millimetres from the print area's top left corner, y runs down; or a way between two points. */
export type Point = { x: number; y: number }

export type SizeMm = { width_mm: number; height_mm: number }

/** Where a layer stands: its box before it is turned about its middle. */
export type Box = Pick<Layer, 'x_mm' | 'y_mm' | 'width_mm' | 'height_mm' | 'rotation_deg'>

export type Bounds = { left: number; top: number; right: number; bottom: number }

/** A place in a box as parts of its width and height: {x: 1, y: 0} is its top right corner. */
export type Part = Point

export const MIDDLE: Part = { x: 0.5, y: 0.5 }

const CORNERS: readonly Part[] = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
]

export const plus = (a: Point, b: Point): Point => ({ x: a.x + b.x, y: a.y + b.y })
export const minus = (a: Point, b: Point): Point => ({ x: a.x - b.x, y: a.y - b.y })
export const distance = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y)

/** The direction from one point to another, in degrees clockwise from the right. */
export function angleTo(from: Point, to: Point): number {
  return (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI
}

/** A way turned clockwise; quarter turns are exact. */
export function turned({ x, y }: Point, degrees: number): Point {
  const [cos, sin] = cosAndSin(degrees)
  return { x: x * cos - y * sin, y: x * sin + y * cos }
}

export function cosAndSin(degrees: number): readonly [number, number] {
  const quarters = degrees / 90
  if (Number.isInteger(quarters)) return QUARTERS[((quarters % 4) + 4) % 4] ?? [1, 0]
  const radians = (degrees * Math.PI) / 180
  return [Math.cos(radians), Math.sin(radians)]
}

const QUARTERS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const

/** The same direction as more than -180 and at most 180 degrees. */
export function plainAngle(degrees: number): number {
  const rest = degrees % 360
  if (rest > 180) return rest - 360
  return rest <= -180 ? rest + 360 : rest
}

export function middleOf({ x_mm, y_mm, width_mm, height_mm }: Omit<Box, 'rotation_deg'>): Point {
  return { x: x_mm + width_mm / 2, y: y_mm + height_mm / 2 }
}

/** Where a part of the box stands once it is turned. */
export function pointOf(box: Box, part: Part): Point {
  const way = { x: (part.x - 0.5) * box.width_mm, y: (part.y - 0.5) * box.height_mm }
  return plus(middleOf(box), turned(way, box.rotation_deg))
}

/** Which part of the box stands at a point; below 0 or above 1 where the point lies outside. */
export function partOf(box: Box, point: Point): Part {
  const way = turned(minus(point, middleOf(box)), -box.rotation_deg)
  return { x: way.x / box.width_mm + 0.5, y: way.y / box.height_mm + 0.5 }
}

/** The box of a size that has this part of it at a point. */
export function boxAt(size: SizeMm, rotation_deg: number, part: Part, point: Point): Box {
  const { width_mm, height_mm } = size
  const way = { x: (0.5 - part.x) * width_mm, y: (0.5 - part.y) * height_mm }
  const middle = plus(point, turned(way, rotation_deg))
  const [x_mm, y_mm] = [middle.x - width_mm / 2, middle.y - height_mm / 2]
  return { x_mm, y_mm, width_mm, height_mm, rotation_deg }
}

export function cornersOf(box: Box): Point[] {
  return CORNERS.map((corner) => pointOf(box, corner))
}

/** The upright rectangle around boxes as they stand; null around none. */
export function boundsOf(boxes: readonly Box[]): Bounds | null {
  if (boxes.length === 0) return null
  const corners = boxes.flatMap(cornersOf)
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)]
  return {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  }
}

export function boxOfBounds({ left, top, right, bottom }: Bounds): Box {
  return { x_mm: left, y_mm: top, width_mm: right - left, height_mm: bottom - top, rotation_deg: 0 }
}

/** The rectangle between two points, whichever is first. */
export function boundsBetween(a: Point, b: Point): Bounds {
  return {
    left: Math.min(a.x, b.x),
    top: Math.min(a.y, b.y),
    right: Math.max(a.x, b.x),
    bottom: Math.max(a.y, b.y),
  }
}

export function movedBounds({ left, top, right, bottom }: Bounds, { x, y }: Point): Bounds {
  return { left: left + x, top: top + y, right: right + x, bottom: bottom + y }
}

/** Whether a point lies in the box as it stands, or within `slack` millimetres of it. */
export function isWithin(box: Box, point: Point, slack = 0): boolean {
  const way = turned(minus(point, middleOf(box)), -box.rotation_deg)
  return Math.abs(way.x) <= box.width_mm / 2 + slack && Math.abs(way.y) <= box.height_mm / 2 + slack
}

/** Whether any of a turned box lies within upright bounds. */
export function overlaps(box: Box, bounds: Bounds): boolean {
  const others = cornersOf(boxOfBounds(bounds))
  const own = CORNERS.map((corner) => ({
    x: (corner.x - 0.5) * box.width_mm,
    y: (corner.y - 0.5) * box.height_mm,
  }))
  const seen = others.map((point) => turned(minus(point, middleOf(box)), -box.rotation_deg))
  return areCrossing(cornersOf(box), others) && areCrossing(own, seen)
}

/** Whether two sets of points share a stretch of both axes. */
function areCrossing(a: readonly Point[], b: readonly Point[]): boolean {
  return (['x', 'y'] as const).every((axis) => {
    const [own, other] = [a.map((point) => point[axis]), b.map((point) => point[axis])]
    return Math.min(...own) < Math.max(...other) && Math.min(...other) < Math.max(...own)
  })
}

/** The frame around boxes: around one as it is turned, around several upright. */
export function frameOf(boxes: readonly Box[]): Box | null {
  const bounds = boundsOf(boxes)
  return boxes[0] && boxes.length === 1 ? boxes[0] : bounds && boxOfBounds(bounds)
}
