import { cosDeg, sinDeg } from '@/features/studio/drawing/curve'
import type {
  ClipartLayer,
  DesignDocument,
  ImageLayer,
  Layer,
  TextLayer,
} from '@/features/studio/drawing/document'
import { BOX, MASKS, stretched } from '@/features/studio/drawing/masks'
import type { Packs } from '@/features/studio/drawing/packs'
import type { Path, Transform } from '@/features/studio/drawing/scene'
import { type Letter, lettersOf } from '@/features/studio/drawing/text'

/*
 * Where a layer is printed: the ink of words, the shape of a picture, turned as they are; the same
 * as the server's `drawing/checks/extent.py`.
 */

export type Point = readonly [number, number]

export interface Bounds {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Of what is printed, in the print area's millimetres; without corners where nothing is. */
export interface Extent {
  /** Of the smallest rectangle around it that leans as the layer does. */
  readonly corners: readonly Point[]
  /** The smallest upright rectangle around it. */
  readonly bounds: Bounds
}

export const NOWHERE: Extent = { corners: [], bounds: boundsOf([]) }

/** What a quarter of a round mask is divided into: it reaches no half of a hundredth further. */
const STEPS = 8

/** Throws while what the layer is made of is not loaded. */
export function extentOf(layer: Layer, packs: Packs): Extent {
  const points = ownPoints(layer, packs)
  if (points.length === 0) return NOWHERE
  const turn = layer.rotation_deg
  const corners = turned(layer, turn, cornersOf(boundsOf(points)))
  return { corners, bounds: boundsOf(turned(layer, turn, points)) }
}

function boundsOf(points: readonly Point[]): Bounds {
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const [x, y] of points) {
    bounds.left = Math.min(bounds.left, x)
    bounds.top = Math.min(bounds.top, y)
    bounds.right = Math.max(bounds.right, x)
    bounds.bottom = Math.max(bounds.bottom, y)
  }
  return bounds
}

/**
 * Whether nothing of the layer is in the print area. Seen from the area or from the layer, one of
 * them is beside the other.
 */
export function isOutside(
  layer: Layer,
  { corners, bounds }: Extent,
  { width_mm, height_mm }: DesignDocument,
): boolean {
  const area = { left: 0, top: 0, right: width_mm, bottom: height_mm }
  if (areApart(bounds, area)) return true
  const [own, seen] = [corners, cornersOf(area)].map((points) =>
    boundsOf(turned(layer, -layer.rotation_deg, points)),
  ) as [Bounds, Bounds]
  return areApart(own, seen)
}

/** Whether their bounds share anything. */
export function areTouching(one: Extent, other: Extent): boolean {
  return !areApart(one.bounds, other.bounds)
}

/** Whether all of it lies in the layer's box as it stands, or hardly beyond it. */
export function isWithin({ corners }: Extent, layer: Layer, slack: number): boolean {
  const own = boundsOf(turned(layer, -layer.rotation_deg, corners))
  return (
    own.left >= layer.x_mm - slack &&
    own.top >= layer.y_mm - slack &&
    own.right <= layer.x_mm + layer.width_mm + slack &&
    own.bottom <= layer.y_mm + layer.height_mm + slack
  )
}

/** Before the layer is turned. */
function ownPoints(layer: Layer, packs: Packs): Point[] {
  if (layer.kind === 'text') return pointsOfWords(layer, packs)
  return layer.kind === 'image' ? pointsOfPicture(layer) : pointsOfPiece(layer, packs)
}

function pointsOfWords(layer: TextLayer, packs: Packs): Point[] {
  const ring = layer.outline?.width_mm ?? 0
  return lettersOf(layer, packs).flatMap((letter) => {
    const { left, top, right, bottom } = boundsOfLetter(letter)
    return cornersOf({
      left: left - ring,
      top: top - ring,
      right: right + ring,
      bottom: bottom + ring,
    })
  })
}

function boundsOfLetter({ outline, transforms }: Letter): Bounds {
  return boundsOf(transforms.reduceRight(transformed, cornersOf(boundsOfPath(outline))))
}

function pointsOfPicture({ mask, x_mm, y_mm, width_mm, height_mm }: ImageLayer): Point[] {
  const path = mask === 'none' ? BOX : MASKS[mask]
  return pointsAlong(stretched(path, x_mm, y_mm, width_mm, height_mm))
}

/** Corners of what is drawn, which seldom fills the piece's own box. */
function pointsOfPiece(layer: ClipartLayer, packs: Packs): Point[] {
  return cornersOf(partsOfPiece(layer, packs)).map(([partX, partY]) => {
    const x = layer.flip_x ? 1 - partX : partX
    const y = layer.flip_y ? 1 - partY : partY
    return [layer.x_mm + x * layer.width_mm, layer.y_mm + y * layer.height_mm]
  })
}

/** As parts of the piece's width and height. */
function partsOfPiece({ clipart }: ClipartLayer, packs: Packs): Bounds {
  const { width, height, paths } = packs.piece(clipart)
  const { left, top, right, bottom } = boundsOf(
    paths.flatMap(([path]) => cornersOf(boundsOfPath(path))),
  )
  return { left: left / width, top: top / height, right: right / width, bottom: bottom / height }
}

const remembered = new WeakMap<Path, Bounds>()

function boundsOfPath(path: Path): Bounds {
  let bounds = remembered.get(path)
  if (!bounds) {
    bounds = boundsOf(path.flatMap((command) => pairs(command.slice(1) as number[])))
    remembered.set(path, bounds)
  }
  return bounds
}

/** Points on a mask, which has lines and cubic curves. */
function pointsAlong(path: Path): Point[] {
  const found: Point[] = []
  let start: Point = [0, 0]
  for (const [name, ...numbers] of path) {
    const points: Point[] = [start, ...pairs(numbers)]
    if (name === 'C') {
      for (let step = 1; step < STEPS; step += 1) found.push(onCubic(points, step / STEPS))
    }
    start = points.at(-1) ?? start
    found.push(start)
  }
  return found
}

function onCubic(points: readonly Point[], t: number): Point {
  const u = 1 - t
  const weights = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t]
  const sum = (axis: 0 | 1) =>
    points.reduce((total, point, index) => total + (weights[index] ?? 0) * point[axis], 0)
  return [sum(0), sum(1)]
}

/** x1, y1, x2, y2 … as points; those that steer a curve too: it stays between them. */
function pairs(numbers: readonly number[]): Point[] {
  const points: Point[] = []
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    points.push([numbers[index] ?? 0, numbers[index + 1] ?? 0])
  }
  return points
}

function cornersOf({ left, top, right, bottom }: Bounds): Point[] {
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ]
}

function areApart(one: Bounds, other: Bounds): boolean {
  return (
    one.right <= other.left ||
    other.right <= one.left ||
    one.bottom <= other.top ||
    other.bottom <= one.top
  )
}

/** About the middle of the layer's box. */
function turned(layer: Layer, degrees: number, points: readonly Point[]): readonly Point[] {
  if (degrees === 0) return points
  const [x, y] = [layer.x_mm + layer.width_mm / 2, layer.y_mm + layer.height_mm / 2]
  return transformed(points, { kind: 'rotate', values: [degrees, x, y] })
}

function transformed(points: readonly Point[], { kind, values }: Transform): readonly Point[] {
  const [a = 0, b = 0, c = 0] = values
  if (kind === 'translate') return points.map(([x, y]) => [x + a, y + b])
  if (kind === 'scale') return points.map(([x, y]) => [x * a, y * b])
  const [cos, sin] = [cosDeg(a), sinDeg(a)]
  return points.map(([x, y]) => [
    b + (x - b) * cos - (y - c) * sin,
    c + (x - b) * sin + (y - c) * cos,
  ])
}
