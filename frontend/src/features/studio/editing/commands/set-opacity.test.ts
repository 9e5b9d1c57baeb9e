import { expect, test } from 'vitest'
import { designOf, photo, star, words } from '@/testing/design-documents'
import { setOpacity } from './set-opacity'

test('sets it for all kinds, within 0 and 1', () => {
  const document = designOf(photo(), words(), star({ locked: true }))
  const next = setOpacity(document, ['photo', 'words', 'star'], -0.2)
  expect(next.layers.map(({ opacity }) => opacity)).toEqual([0, 0, 1])
  expect(setOpacity(document, ['photo'], 0.33333).layers[0]).toMatchObject({ opacity: 0.333 })
})
