import { textOf } from '@/features/studio/drawing/numbers'
import type { Command, SceneLayer, Shape, Transform } from '@/features/studio/drawing/scene'
import { cosAndSin } from '@/features/studio/editing/geometry'

/** Shapes of one paint as a single element's attributes, in millimetres. */
export type Joined = { d: string; fill: string | null; stroke: string | null; strokeWidth: number }

/** a c e / b d f, as SVG's `matrix` names them. */
type Matrix = readonly [number, number, number, number, number, number]

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

/**
 * Letters that follow one another in one paint, as one path: words of a hundred letters would else
 * be two hundred elements, each with a transform of its own, which the browser goes through with
 * every frame of a drag. Good for letters, whose outlines all wind the same way and so still cover
 * the same when they overlap; not for clipart.
 */
export function joinedShapes(items: SceneLayer['items']): Joined[] {
  const joined: Joined[] = []
  for (const item of items) {
    if (item.kind !== 'shape') continue
    const next = inMillimetres(item)
    const last = joined.at(-1)
    if (last && last.fill === next.fill && last.stroke === next.stroke) last.d += next.d
    else joined.push(next)
  }
  return joined
}

function inMillimetres({ path, transforms, fill, stroke, strokeWidth }: Shape): Joined {
  const matrix = transforms.map(matrixOf).reduce(times, IDENTITY)
  const [a, b] = matrix
  const d = path.map((command) => written(command, matrix)).join('')
  return { d, fill, stroke, strokeWidth: strokeWidth * Math.hypot(a, b) }
}

function written([name, ...numbers]: Command, [a, b, c, d, e, f]: Matrix): string {
  const places: string[] = []
  for (let at = 0; at < numbers.length; at += 2) {
    const [x = 0, y = 0] = [numbers[at], numbers[at + 1]]
    places.push(textOf(a * x + c * y + e), textOf(b * x + d * y + f))
  }
  return name + places.join(' ')
}

function matrixOf({ kind, values }: Transform): Matrix {
  const [first = 0, second = 0, third = 0] = values
  if (kind === 'translate') return [1, 0, 0, 1, first, second]
  if (kind === 'scale') return [first, 0, 0, second, 0, 0]
  const [cos, sin] = cosAndSin(first)
  const [x, y] = [second, third]
  return [cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y]
}

function times([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix {
  return [
    a * A + c * B,
    b * A + d * B,
    a * C + c * D,
    b * C + d * D,
    a * E + c * F + e,
    b * E + d * F + f,
  ]
}
