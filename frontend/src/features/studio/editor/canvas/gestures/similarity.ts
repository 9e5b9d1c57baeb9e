import {
  boxAt,
  cosAndSin,
  MIDDLE,
  middleOf,
  minus,
  plus,
  turned,
  type Box,
  type Point,
} from '@/features/studio/editing/geometry'

/** Larger by a factor, turned, and carried from one point to another: what fingers do to a paper. */
export type Similarity = { factor: number; degrees: number; from: Point; to: Point }

const ORIGIN = { x: 0, y: 0 }

export const movedBy = (to: Point): Similarity => ({ factor: 1, degrees: 0, from: ORIGIN, to })

export const turnedAbout = (point: Point, degrees: number): Similarity => ({
  factor: 1,
  degrees,
  from: point,
  to: point,
})

export const scaledAbout = (point: Point, factor: number): Similarity => ({
  factor,
  degrees: 0,
  from: point,
  to: point,
})

export function carriedPoint({ factor, degrees, from, to }: Similarity, point: Point): Point {
  const way = turned(minus(point, from), degrees)
  return plus(to, { x: way.x * factor, y: way.y * factor })
}

export function carriedBox(similarity: Similarity, box: Box): Box {
  const { factor, degrees } = similarity
  const size = { width_mm: box.width_mm * factor, height_mm: box.height_mm * factor }
  const middle = carriedPoint(similarity, middleOf(box))
  return boxAt(size, box.rotation_deg + degrees, MIDDLE, middle)
}

/** The same as it looks on a stage with so many pixels a millimetre, its corner at a point. */
export function onStage(similarity: Similarity, { scale, x, y }: Point & { scale: number }) {
  const toPx = (point: Point) => ({ x: point.x * scale + x, y: point.y * scale + y })
  return { ...similarity, from: toPx(similarity.from), to: toPx(similarity.to) }
}

/** As CSS has it, in the units of the element's own coordinates. */
export function matrixText(similarity: Similarity): string {
  const { factor, degrees } = similarity
  const [cos, sin] = cosAndSin(degrees)
  const [a, b] = [factor * cos, factor * sin]
  const { x, y } = carriedPoint(similarity, ORIGIN)
  return `matrix(${[a, b, -b, a, x, y].map((number) => number.toFixed(6)).join()})`
}
