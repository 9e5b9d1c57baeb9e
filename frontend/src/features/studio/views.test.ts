import { expect, test } from 'vitest'
import type { ProductPicture } from '@/api/types'
import { bestView, isPrinted, nameOfView } from './views'

const side = (view: string, more: Partial<ProductPicture> = {}): ProductPicture => ({
  view,
  name: '',
  placement: null,
  url: `/media/${view}.webp`,
  thumb_url: `/media/${view}-500.webp`,
  width_px: 1000,
  height_px: 1000,
  print_quad: null,
  print_part: [0, 0, 1, 1],
  ...more,
})
const shirt = {
  placements: [
    { code: 'front', name: 'Front', width_mm: 300, height_mm: 400 },
    { code: 'back', name: 'Back', width_mm: 300, height_mm: 400 },
  ],
}

test('only sides of the first placement show the print', () => {
  expect(isPrinted(side('tee_front', { placement: 'front' }), shirt)).toBe(true)
  expect(isPrinted(side('tee_back', { placement: 'back' }), shirt)).toBe(false)
  expect(isPrinted(side('tee_front'), shirt)).toBe(true)
})

test('looks first at a printed side', () => {
  const back = side('tee_back', { placement: 'back' })
  const front = side('tee_front', { placement: 'front' })
  expect(bestView([back, front], shirt)).toBe(front)
})

test('looks first at the side that faces the middle of a print that goes round', () => {
  const left = side('mug_left', { print_part: [0, 0, 0.34, 1] })
  const front = side('mug_front', { print_part: [0.32, 0, 0.68, 1] })
  expect(bestView([left, front], { placements: [] })).toBe(front)
  expect(bestView([left], { placements: [] })).toBe(left)
  expect(bestView([], { placements: [] })).toBeUndefined()
})

test('numbers the sides that have no name', () => {
  const sides = [side('a', { name: 'Front' }), side('b')]
  expect(sides.map((picture) => nameOfView(sides, picture))).toEqual(['Front', 'View 2'])
})
