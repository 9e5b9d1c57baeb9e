import { expect, test } from 'vitest'
import { dpiOf, leastScale, sharpnessAt, sharpSize } from './dpi'

const shirt = { width: 300, height: 400 }

test('a picture is as dense as its fitted side makes it', () => {
  expect(dpiOf({ width: 6000, height: 4000 }, shirt)).toBeCloseTo(508, 5)
  expect(dpiOf({ width: 2000, height: 4000 }, shirt)).toBeCloseTo(254, 5)
})

test('may shrink to 300 DPI and no further', () => {
  const pixels = { width: 6000, height: 4000 }
  const scale = leastScale(pixels, shirt)
  expect(dpiOf({ width: 6000 * scale, height: 4000 * scale }, shirt)).toBeCloseTo(300, 5)
  expect(leastScale({ width: 3000, height: 2000 }, shirt)).toBe(1)
})

test.each([
  [99.9, 'coarse'],
  [100, 'soft'],
  [149.9, 'soft'],
  [150, 'sharp'],
])('%d DPI looks %s', (dpi, sharpness) => {
  expect(sharpnessAt(dpi)).toBe(sharpness)
})

test('says how many pixels a sharp print needs', () => {
  const pixels = { width: 600, height: 400 }
  const needed = sharpSize(pixels, dpiOf(pixels, shirt))
  expect(needed).toEqual({ width: 1772, height: 1182 })
  expect(dpiOf(needed, shirt)).toBeGreaterThanOrEqual(150)
})
