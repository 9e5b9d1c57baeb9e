import { expect, test } from 'vitest'
import { designOf, photo, star, words } from '@/testing/design-documents'
import { moveLayers } from './move-layers'

test('moves layers together, but no locked ones', () => {
  const document = designOf(photo(), words({ locked: true }), star())
  const next = moveLayers(document, ['photo', 'words'], { x: 1.5, y: -20 })
  expect(next.layers).toEqual([photo({ x_mm: 11.5, y_mm: 0 }), words({ locked: true }), star()])
  expect(next.layers[2]).toBe(document.layers[2])
})

test('keeps to what a document allows', () => {
  const next = moveLayers(designOf(photo()), ['photo'], { x: 1e9, y: 0.0004 })
  expect(next.layers[0]).toMatchObject({ x_mm: 5000, y_mm: 20 })
})

test('changes nothing by no way', () => {
  const document = designOf(photo())
  expect(moveLayers(document, ['photo'], { x: 0, y: 0 })).toBe(document)
})
