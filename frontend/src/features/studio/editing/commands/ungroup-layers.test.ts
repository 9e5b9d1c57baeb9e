import { expect, test } from 'vitest'
import { designOf, photo, star } from '@/testing/design-documents'
import { ungroupLayers } from './ungroup-layers'

test('takes layers out of their groups', () => {
  const document = designOf(photo({ group: 'a' }), star({ group: 'a', locked: true }))
  const next = ungroupLayers(document, ['photo', 'star'])
  expect(next.layers.map(({ group }) => group)).toEqual([null, 'a'])
})
