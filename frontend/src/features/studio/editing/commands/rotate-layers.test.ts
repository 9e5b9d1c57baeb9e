import { expect, test } from 'vitest'
import { middleOf } from '@/features/studio/editing/geometry'
import { designOf, photo, star } from '@/testing/design-documents'
import { rotateLayers } from './rotate-layers'

test('turns one layer about its own middle', () => {
  const next = rotateLayers(designOf(photo({ rotation_deg: 170 })), ['photo'], 20)
  expect(next.layers).toEqual([photo({ rotation_deg: -170 })])
})

test('turns several about the middle of them all', () => {
  const left = photo({ x_mm: 0, y_mm: 0, width_mm: 20, height_mm: 10 })
  const right = star({ x_mm: 80, y_mm: 0, width_mm: 20, height_mm: 10 })
  const next = rotateLayers(designOf(left, right), ['photo', 'star'], 90)
  expect(next.layers.map(middleOf)).toEqual([
    { x: 50, y: -35 },
    { x: 50, y: 45 },
  ])
  expect(next.layers.map(({ rotation_deg }) => rotation_deg)).toEqual([90, 90])
})

test('turns about any point', () => {
  const next = rotateLayers(designOf(photo()), ['photo'], 180, { x: 0, y: 0 })
  expect(next.layers).toEqual([photo({ x_mm: -90, y_mm: -80, rotation_deg: 180 })])
})

test('leaves locked layers where they are', () => {
  const document = designOf(photo({ locked: true }))
  expect(rotateLayers(document, ['photo'], 90)).toBe(document)
})
