import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  angleTo,
  boundsOf,
  boxAt,
  isWithin,
  overlaps,
  partOf,
  plainAngle,
  pointOf,
  turned,
} from './geometry'

const box = { x_mm: 0, y_mm: 0, width_mm: 40, height_mm: 20, rotation_deg: 0 }
const upright = { ...box, rotation_deg: 90 }
const number = fc.double({ min: -400, max: 400, noNaN: true })

test.each([
  [0, 0],
  [180, 180],
  [-180, 180],
  [190, -170],
  [-350, 10],
  [720, 0],
])('%d° is the same as %d°', (degrees, plain) => {
  expect(plainAngle(degrees)).toBe(plain)
})

test('turns clockwise, as y runs down', () => {
  expect(turned({ x: 1, y: 0 }, 90)).toEqual({ x: 0, y: 1 })
  expect(angleTo({ x: 0, y: 0 }, { x: 0, y: 5 })).toBe(90)
})

test('knows the rectangle around boxes as they stand', () => {
  expect(boundsOf([])).toBeNull()
  expect(boundsOf([upright])).toEqual({ left: 10, top: -10, right: 30, bottom: 30 })
  expect(boundsOf([box, upright])).toEqual({ left: 0, top: -10, right: 40, bottom: 30 })
})

test('finds a part of a box and its place alike', () => {
  fc.assert(
    fc.property(number, number, number, (x, y, rotation_deg) => {
      const part = partOf({ ...box, rotation_deg }, { x, y })
      const point = pointOf({ ...box, rotation_deg }, part)
      expect(Math.hypot(point.x - x, point.y - y)).toBeLessThan(1e-9)
      const placed = boxAt(box, rotation_deg, part, { x, y })
      expect(Math.hypot(placed.x_mm, placed.y_mm)).toBeLessThan(1e-9)
    }),
  )
})

test('tells whether a point lies within a box as it stands', () => {
  expect(isWithin(box, { x: 39, y: 1 })).toBe(true)
  expect(isWithin(upright, { x: 39, y: 1 })).toBe(false)
  expect(isWithin(upright, { x: 20, y: 29 })).toBe(true)
  expect(isWithin(upright, { x: 31, y: 10 }, 2)).toBe(true)
})

test('tells whether a box as it stands reaches into a rectangle', () => {
  const corner = { left: 0, top: 10, right: 3, bottom: 20 }
  expect(overlaps(box, corner)).toBe(true)
  expect(overlaps({ ...box, rotation_deg: 45 }, corner)).toBe(false)
  expect(overlaps(upright, corner)).toBe(false)
  expect(overlaps(upright, { left: 15, top: 5, right: 16, bottom: 6 })).toBe(true)
})
