import { expect, test } from 'vitest'
import type { TextLayer } from '@/features/studio/drawing/document'
import { designOf, measureRoughly, photo, words } from '@/testing/design-documents'
import { setText, type TextChanges } from './set-text'

const after = (layer: TextLayer, changes: TextChanges) =>
  setText(designOf(layer), [layer.id], changes, measureRoughly).layers[0]

test('a box that fits its words grows with them', () => {
  const longer = after(words(), { content: 'Ana Maria' })
  expect(longer).toEqual(words({ content: 'Ana Maria', width_mm: 45 }))
})

test.each([
  ['left', 10],
  ['center', -5],
  ['right', -20],
] as const)('words that are set %s stay where they are aligned', (align, x_mm) => {
  expect(after(words({ align }), { content: 'Ana Maria' })).toMatchObject({ x_mm, y_mm: 20 })
})

test('a box that has been given a width keeps it, and its words wrap', () => {
  const wide = words({ width_mm: 30 })
  expect(after(wide, { content: 'Ana Maria' })).toMatchObject({ width_mm: 30, height_mm: 24 })
})

test('words that would be wider than the print area wrap at its width', () => {
  const long = after(words(), { content: Array(20).fill('word').join(' ') })
  expect(long).toMatchObject({ width_mm: 300, height_mm: 24 })
})

test('an emptied box grows again', () => {
  const emptied = after(words(), { content: '' }) as TextLayer
  expect(emptied.width_mm).toBe(0.1)
  expect(after(emptied, { content: 'Ana Maria' })).toMatchObject({ width_mm: 45 })
})

test('curved words are as wide as they are drawn', () => {
  const curved = after(words({ width_mm: 200 }), { curve_deg: 90 })
  expect(curved).toMatchObject({ width_mm: 15, curve_deg: 90 })
})

test('brings a box into step when a font has come', () => {
  expect(after(words({ height_mm: 99 }), {})).toEqual(words())
})

test('keeps words within what a document allows', () => {
  const changes = { content: 'é'.repeat(600), size_mm: NaN, letter_spacing: 9 }
  const next = after(words({ width_mm: 30 }), changes) as TextLayer
  expect(next).toMatchObject({ content: 'é'.repeat(500), size_mm: 10, letter_spacing: 2 })
})

test('changes words alone, and no locked ones', () => {
  const document = designOf(photo(), words({ locked: true }))
  expect(setText(document, ['photo', 'words'], { content: 'Bo' }, measureRoughly)).toBe(document)
})
