import { expect, test } from 'vitest'
import { isDesignDocument } from '@/features/studio/drawing/validate'
import { designOf, measureRoughly } from '@/testing/design-documents'
import { addLayers } from './commands/add-layers'
import { setText } from './commands/set-text'
import { newClipart, newPicture, newWords } from './new-layers'

const area = designOf()
const portrait = { artwork: 'b'.repeat(64), name: 'dog.jpg', width_px: 1500, height_px: 3000 }
const script = { content: 'Your words', font: 'lobster-400', colour: '#222222' }

test('a picture stands whole in the middle', () => {
  expect(newPicture(area, portrait)).toMatchObject({
    x_mm: 70,
    y_mm: 40,
    width_mm: 160,
    height_mm: 320,
    name: 'dog.jpg',
  })
})

test('clipart keeps its proportions', () => {
  const { width_mm, height_mm } = newClipart(area, { clipart: 'sun', name: 'Sun', aspect: 2 })
  expect([width_mm, height_mm]).toEqual([120, 60])
})

test('words stand on one line within the area and grow from then on', () => {
  const layer = newWords(area, script, measureRoughly)
  expect(layer).toMatchObject({ size_mm: 37.5, width_mm: 187.5, x_mm: 56.25, curve_deg: 0 })
  const more = newWords(area, { ...script, content: 'x'.repeat(40) }, measureRoughly)
  expect(more).toMatchObject({ size_mm: 13.5, width_mm: 270, x_mm: 15 })
  const next = setText(designOf(layer), ['words'], { content: 'Ana' }, measureRoughly)
  expect(next.layers[0]).toMatchObject({ width_mm: 56.25 })
})

test('all of them make a document', () => {
  const layers = [
    newPicture(area, portrait),
    newClipart(area, { clipart: 'sun', name: 'Sun', aspect: 1.333 }),
    newWords(area, script, () => null),
  ]
  expect(isDesignDocument(addLayers(area, [...layers, ...layers]))).toBe(true)
})
