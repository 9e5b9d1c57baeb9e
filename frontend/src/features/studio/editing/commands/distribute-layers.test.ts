import { expect, test } from 'vitest'
import { designOf, photo, star, words } from '@/testing/design-documents'
import { distributeLayers } from './distribute-layers'

const narrow = { width_mm: 10, height_mm: 10 }

test('makes the gaps equal; the outermost stay', () => {
  const document = designOf(
    photo({ ...narrow, x_mm: 0 }),
    star({ ...narrow, x_mm: 90 }),
    words({ ...narrow, width_mm: 20, x_mm: 12 }),
  )
  const next = distributeLayers(document, ['photo', 'star', 'words'], 'x')
  expect(next.layers.map(({ x_mm }) => x_mm)).toEqual([0, 90, 40])
})

test('works downwards, with groups as one', () => {
  const document = designOf(
    photo({ ...narrow, y_mm: 0 }),
    star({ ...narrow, y_mm: 15, group: 'a' }),
    words({ ...narrow, y_mm: 25, group: 'a' }),
    star({ ...narrow, y_mm: 100, id: 'last' }),
  )
  const next = distributeLayers(document, ['photo', 'star', 'words', 'last'], 'y')
  expect(next.layers.map(({ y_mm }) => y_mm)).toEqual([0, 45, 55, 100])
})

test('takes three', () => {
  const document = designOf(photo(), star({ x_mm: 100 }))
  expect(distributeLayers(document, ['photo', 'star'], 'x')).toBe(document)
})
