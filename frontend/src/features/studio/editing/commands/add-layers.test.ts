import { expect, test } from 'vitest'
import { designOf, photo, star } from '@/testing/design-documents'
import { addLayers } from './add-layers'

test('puts layers on top, in their order', () => {
  const next = addLayers(designOf(photo()), [star(), star({ id: 'moon' })])
  expect(next.layers.map(({ id }) => id)).toEqual(['photo', 'star', 'moon'])
})

test('gives an id that is taken anew', () => {
  const next = addLayers(designOf(photo(), photo({ id: 'photo-2' })), [photo(), photo()])
  expect(next.layers.map(({ id }) => id)).toEqual(['photo', 'photo-2', 'photo-3', 'photo-4'])
})

test('tidies what it adds', () => {
  const next = addLayers(designOf(), [photo({ x_mm: 1.00049, width_mm: 0, rotation_deg: 270 })])
  expect(next.layers).toEqual([photo({ x_mm: 1, width_mm: 0.1, rotation_deg: -90 })])
})

test('adds none rather than more than a document may hold', () => {
  const full = designOf(...Array.from({ length: 99 }, (_, at) => photo({ id: `p${at}` })))
  expect(addLayers(full, [star()]).layers).toHaveLength(100)
  expect(addLayers(full, [star(), star()])).toBe(full)
})
