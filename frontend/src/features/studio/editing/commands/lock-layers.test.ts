import { expect, test } from 'vitest'
import { designOf, photo, star } from '@/testing/design-documents'
import { lockLayers } from './lock-layers'

test('locks and unlocks', () => {
  const document = designOf(photo(), star())
  const locked = lockLayers(document, ['photo'], true)
  expect(locked.layers).toEqual([photo({ locked: true }), star()])
  expect(lockLayers(locked, ['photo'], false)).toEqual(document)
  expect(lockLayers(locked, ['photo'], true)).toBe(locked)
})
