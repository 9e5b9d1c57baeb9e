import { expect, it } from 'vitest'
import { pixels, rounded, textOf } from './numbers'

it.each([
  [0, '0'],
  [-0, '0'],
  [-0.00004, '0'],
  [12, '12'],
  [12.5, '12.5'],
  [1.00005, '1.0001'],
  [-1.23456, '-1.2346'],
  [1e-7, '0'],
  [100000, '100000'],
  [0.1 + 0.2, '0.3'],
])('writes %d as %s', (number, text) => {
  expect(textOf(number)).toBe(text)
})

it('rounds halves up', () => {
  expect([0.5, 1.5, -0.5, -1.5].map((number) => rounded(number, 0))).toEqual([1, 2, 0, -1])
})

it('tells pixels at print size', () => {
  expect([pixels(300), pixels(400), pixels(0.01)]).toEqual([3543, 4724, 1])
})
