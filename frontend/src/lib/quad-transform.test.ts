import { expect, test } from 'vitest'
import { quadTransform, type Point, type QuadTransform } from './quad-transform'

/** Where CSS puts a point of the flat area, in widths of the picture: reads the written transform. */
function placed({ transform }: QuadTransform, [x, y]: Point): [number, number] {
  const [tx, ty, perspective, ...m] = [...transform.matchAll(/-?\d+(?:\.\d+)?(?=cqw|[,)])/g)].map(
    ([number]) => Number(number),
  ) as [number, number, number, ...number[]]
  expect([perspective, m.length]).toEqual([100, 16])
  const at = (index: number) => m[index]!
  const depth = 1 - (at(2) * x + at(6) * y)
  return [tx / 100 + (at(0) * x + at(4) * y) / depth, ty / 100 + (at(1) * x + at(5) * y) / depth]
}

const SQUARE: Point[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
]
const INSET: Point[] = [
  [0.25, 0.5],
  [0.75, 0.5],
  [0.75, 0.75],
  [0.25, 0.75],
]
const LEANING: Point[] = [
  [0.3, 0.2],
  [0.72, 0.26],
  [0.69, 0.81],
  [0.27, 0.9],
]
const RECEDING: Point[] = [
  [0.4, 0.1],
  [0.6, 0.1],
  [0.95, 0.9],
  [0.05, 0.9],
]

test.each([
  ['the whole picture', SQUARE, 1],
  ['a part of it', INSET, 1],
  ['a leaning part', LEANING, 1],
  ['a strongly receding part', RECEDING, 1],
  ['a part of a tall picture', LEANING, 1.4],
  ['a part of a wide picture', RECEDING, 0.6],
])('lays the corners of the flat area on the corners of %s', (_, corners, aspect) => {
  const laid = quadTransform(corners, aspect)!
  const { width: w, height: h } = laid
  const flat: Point[] = [
    [0, 0],
    [w, 0],
    [w, h],
    [0, h],
  ]
  flat.forEach((point, index) => {
    const [x, y] = placed(laid, point)
    expect(x).toBeCloseTo(corners[index]![0], 5)
    expect(y).toBeCloseTo(corners[index]![1] * aspect, 5)
  })
})

test('keeps straight lines straight: the diagonals meet where those of the quad do', () => {
  const laid = quadTransform(RECEDING, 1)!
  const [x, y] = placed(laid, [laid.width / 2, laid.height / 2])
  // Lines (0.4, 0.1)–(0.95, 0.9) and (0.6, 0.1)–(0.05, 0.9) cross above the middle of the quad.
  expect(x).toBeCloseTo(0.5, 5)
  expect(y).toBeCloseTo(0.1 + (0.1 / 0.55) * 0.8, 5)
})

test('knows the proportions of the area', () => {
  expect(quadTransform(INSET, 1)).toMatchObject({ width: 0.5, height: 0.25 })
  expect(quadTransform(INSET, 2)).toMatchObject({ width: 0.5, height: 0.5 })
})

test.each([
  ['too few corners', SQUARE.slice(1)],
  [
    'corners in a line',
    [
      [0, 0],
      [0.5, 0],
      [1, 0],
      [0, 1],
    ],
  ],
  [
    'crossing sides',
    [
      [0, 0],
      [1, 1],
      [1, 0],
      [0, 1],
    ],
  ],
] as [string, Point[]][])('has no answer for %s', (_, corners) => {
  expect(quadTransform(corners, 1)).toBeNull()
})
