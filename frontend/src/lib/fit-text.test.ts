import { expect, test } from 'vitest'
import { fitText } from './fit-text'

test('a short word fills the width', () => {
  expect(fitText('Ana', 1)).toBeCloseTo(1 / (3 * 0.6), 3)
})

test('a flat box bounds the size by its height', () => {
  expect(fitText('A', 0.2)).toBeCloseTo(0.2 / 1.2, 3)
})

test('more words come out smaller and still fit', () => {
  const sizes = [4, 20, 100].map((words) => fitText('keepsake '.repeat(words), 1))
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
  expect(new Set(sizes).size).toBe(3)
  expect(sizes[2]).toBeGreaterThan(0.03)
})

test('the longest word is never wider than the box', () => {
  expect(fitText(`a ${'w'.repeat(40)}`, 1) * 40 * 0.6).toBeLessThanOrEqual(1)
})

test('a line break is kept', () => {
  expect(fitText('Ana\nBen', 0.6)).toBeCloseTo(0.6 / 2 / 1.2, 3)
})
