export type Point = readonly [x: number, y: number]

export type QuadTransform = {
  /** The flat area's size, in widths of the picture: the mean of the quad's opposite sides. */
  width: number
  height: number
  /**
   * CSS transform, origin top left, that lays the flat area over the quad. It is written in `cqw`
   * and so fits a picture of any size, as long as the picture is the query container.
   */
  transform: string
}

/**
 * How to lay a flat area over four corners of a picture in perspective. Corners run clockwise from
 * the top left, each 0 to 1 of the picture; `aspect` is the picture's height by its width. Null
 * when the corners are no convex quad, so that no projection exists.
 */
export function quadTransform(corners: readonly Point[], aspect: number): QuadTransform | null {
  const [p0, p1, p2, p3] = corners.map(([x, y]): Point => [x, y * aspect])
  if (!p0 || !p1 || !p2 || !p3 || !isConvex([p0, p1, p2, p3])) return null
  const width = (distance(p0, p1) + distance(p3, p2)) / 2
  const height = (distance(p0, p3) + distance(p1, p2)) / 2
  const { across, down } = vanishing(p0, p1, p2, p3)
  // Where the area's edges lead at its origin, and how fast they recede, per width of the picture.
  const right = edge(p0, p1, across, width)
  const below = edge(p0, p3, down, height)
  const [g, h] = [across / width, down / height]
  const matrix = [...right, -g, 0, ...below, -h, 0, 0, 0, 1, 0, 0, 0, 0, 1].map(plainNumber)
  return {
    width,
    height,
    transform:
      `translate(${plainNumber(p0[0] * 100)}cqw, ${plainNumber(p0[1] * 100)}cqw) ` +
      `perspective(100cqw) matrix3d(${matrix.join(', ')})`,
  }
}

/** The projective terms of the map from the unit square to the quad (Heckbert 1989, 2.2.3). */
function vanishing(p0: Point, p1: Point, p2: Point, p3: Point) {
  const a = minus(p1, p2)
  const b = minus(p3, p2)
  const sum = minus(minus(p0, p1), minus(p3, p2))
  const area = cross(a, b)
  return { across: cross(sum, b) / area, down: cross(a, sum) / area }
}

/** Per unit of the area's side: the way from its origin to `end`, seen from the origin. */
function edge(origin: Point, end: Point, receding: number, length: number): Point {
  const [x, y] = minus(end, origin)
  return [(x * (1 + receding)) / length, (y * (1 + receding)) / length]
}

function isConvex(points: readonly [Point, Point, Point, Point]): boolean {
  return points.every((point, at) => {
    const next = points[(at + 1) % 4] ?? point
    const afterNext = points[(at + 2) % 4] ?? point
    return cross(minus(next, point), minus(afterNext, next)) > 0
  })
}

const minus = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1]]
const cross = (a: Point, b: Point) => a[0] * b[1] - a[1] * b[0]
const distance = (a: Point, b: Point) => Math.hypot(...minus(a, b))

/** Six places: a hundredth of a pixel on the widest screen. */
const plainNumber = (value: number) => Number(value.toFixed(6))
