import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { pointOf } from '@/features/studio/editing/geometry'
import {
  carriedBox,
  carriedPoint,
  matrixText,
  movedBy,
  scaledAbout,
  turnedAbout,
} from './similarity'

const box = { x_mm: 10, y_mm: 20, width_mm: 80, height_mm: 60, rotation_deg: 30 }
const number = fc.double({ min: -500, max: 500, noNaN: true })
const point = fc.record({ x: number, y: number })
const similarity = fc.record({
  factor: fc.double({ min: 0.1, max: 10, noNaN: true }),
  degrees: number,
  from: point,
  to: point,
})

test('moves, turns and scales', () => {
  expect(carriedPoint(movedBy({ x: 5, y: -5 }), { x: 1, y: 1 })).toEqual({ x: 6, y: -4 })
  expect(carriedPoint(turnedAbout({ x: 1, y: 0 }, 90), { x: 2, y: 0 })).toEqual({ x: 1, y: 1 })
  expect(carriedPoint(scaledAbout({ x: 1, y: 1 }, 3), { x: 2, y: 0 })).toEqual({ x: 4, y: -2 })
})

test('carries a box as it carries each of its points', () => {
  fc.assert(
    fc.property(similarity, fc.record({ x: fc.nat(1), y: fc.nat(1) }), (given, corner) => {
      const carried = pointOf(carriedBox(given, box), corner)
      const expected = carriedPoint(given, pointOf(box, corner))
      expect(Math.hypot(carried.x - expected.x, carried.y - expected.y)).toBeLessThan(1e-6)
    }),
  )
})

test('is written as CSS does', () => {
  const matrix = matrixText({ factor: 2, degrees: 90, from: { x: 1, y: 0 }, to: { x: 5, y: 5 } })
  const [a, b, c, d, e, f] = matrix.slice('matrix('.length, -1).split(',').map(Number)
  expect([a, b, c, d, e, f]).toEqual([0, 2, -2, 0, 5, 3])
})
