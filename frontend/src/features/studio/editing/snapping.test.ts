import { expect, test } from 'vitest'
import { designOf, photo, star } from '@/testing/design-documents'
import { snapAngle, snapBounds, snapLines, snapPoint } from './snapping'

const bounds = (left: number, top: number) => ({ left, top, right: left + 50, bottom: top + 30 })
const empty = snapLines(designOf(), [], 5)

test('knows the print area’s edges and middles, and the edges of its safe area', () => {
  expect(empty.x.toSorted((a, b) => a - b)).toEqual([0, 5, 150, 295, 300])
  expect(empty.y.toSorted((a, b) => a - b)).toEqual([0, 5, 200, 395, 400])
  expect(snapLines(designOf(), [], 0).x).toHaveLength(3)
})

test('knows other layers as they stand, not those that move and not the invisible', () => {
  const turned = star({ rotation_deg: 90, x_mm: 100, y_mm: 100 })
  const document = designOf(photo(), turned, star({ id: 'gone', opacity: 0 }))
  const { x } = snapLines(document, ['photo'], 0)
  expect(x).toEqual([0, 150, 300, 110, 140, 170])
})

test('lays the nearest edge or middle on the nearest line, each axis by itself', () => {
  // Its middle stands at 147 and 197, its right edge at 172.
  const { by, guides } = snapBounds(bounds(122, 182), empty, 30)
  expect(by).toEqual({ x: 3, y: 3 })
  expect(guides).toEqual([
    { axis: 'x', at_mm: 150 },
    { axis: 'y', at_mm: 200 },
  ])
})

test('goes nowhere beyond its reach', () => {
  expect(snapBounds(bounds(110, 160), empty, 2)).toEqual({ by: { x: 0, y: 0 }, guides: [] })
})

test('shows each line that is met, once', () => {
  const lines = { x: [20, 45, 70, 300], y: [] }
  expect(snapBounds(bounds(21, 100), lines, 2).guides).toEqual([
    { axis: 'x', at_mm: 20 },
    { axis: 'x', at_mm: 45 },
    { axis: 'x', at_mm: 70 },
  ])
})

test('a point is laid on lines only where it may move', () => {
  expect(snapPoint({ x: 149, y: 399 }, empty, 2).by).toEqual({ x: 1, y: 1 })
  const across = { x: true, y: false }
  expect(snapPoint({ x: 149, y: 399 }, empty, 2, across).by).toEqual({ x: 1, y: 0 })
})

test.each([
  [43, 45],
  [-92, -90],
  [179, 180],
  [-179, 180],
  [52, 52],
])('turned to %d° it stands at %d°', (degrees, expected) => {
  expect(snapAngle(degrees, 4)).toBe(expected)
})
