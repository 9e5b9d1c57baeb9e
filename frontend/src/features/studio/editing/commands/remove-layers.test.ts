import { expect, test } from 'vitest'
import { designOf, photo, star, words } from '@/testing/design-documents'
import { removeLayers } from './remove-layers'

test('takes layers out, but no locked ones', () => {
  const document = designOf(photo(), words({ locked: true }), star())
  const next = removeLayers(document, ['photo', 'words'])
  expect(next.layers).toEqual([words({ locked: true }), star()])
})

test('changes nothing where there is nothing to take', () => {
  const document = designOf(photo({ locked: true }))
  expect(removeLayers(document, ['photo', 'nobody'])).toBe(document)
})
