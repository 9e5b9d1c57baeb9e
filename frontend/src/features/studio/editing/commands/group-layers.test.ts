import { expect, test } from 'vitest'
import { designOf, photo, star, words } from '@/testing/design-documents'
import { groupLayers } from './group-layers'

test('makes one group of layers, out of whatever groups they were in', () => {
  const document = designOf(photo({ group: 'old' }), words({ group: 'group' }), star())
  const next = groupLayers(document, ['photo', 'star'])
  expect(next.layers.map(({ group }) => group)).toEqual(['group-2', 'group', 'group-2'])
})

test('takes two that are not locked', () => {
  const document = designOf(photo(), star({ locked: true }))
  expect(groupLayers(document, ['photo', 'star'])).toBe(document)
})

test('leaves a group as it is', () => {
  const document = designOf(photo({ group: 'a' }), star({ group: 'a' }))
  expect(groupLayers(document, ['photo', 'star'])).toBe(document)
})
