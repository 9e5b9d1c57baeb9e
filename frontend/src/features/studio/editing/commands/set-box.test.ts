import { expect, test } from 'vitest'
import { designOf, measureRoughly, photo, words } from '@/testing/design-documents'
import { setBox } from './set-box'

test('sets what is given and leaves the rest', () => {
  const next = setBox(designOf(photo()), 'photo', { x_mm: 1, rotation_deg: 45 }, measureRoughly)
  expect(next.layers).toEqual([photo({ x_mm: 1, rotation_deg: 45 })])
})

test('leaves out what is no number', () => {
  const document = designOf(photo())
  expect(setBox(document, 'photo', { x_mm: NaN, width_mm: NaN }, measureRoughly)).toBe(document)
})

test('wraps words in the width they get, and keeps their height true', () => {
  const document = designOf(words({ content: 'Ana Maria', width_mm: 45 }))
  const next = setBox(document, 'words', { width_mm: 30, height_mm: 500 }, measureRoughly)
  expect(next.layers[0]).toMatchObject({ width_mm: 30, height_mm: 24 })
})

test('leaves the size of curved words to their letters', () => {
  const curved = words({ curve_deg: 90 })
  const next = setBox(designOf(curved), 'words', { x_mm: 5, width_mm: 99 }, measureRoughly)
  expect(next.layers).toEqual([{ ...curved, x_mm: 5 }])
})
