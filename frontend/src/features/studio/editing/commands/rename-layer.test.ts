import { expect, test } from 'vitest'
import { designOf, photo } from '@/testing/design-documents'
import { renameLayer } from './rename-layer'

test('names a layer, in one form and not too long', () => {
  const next = renameLayer(designOf(photo()), 'photo', `n\u0303${'x'.repeat(99)}`)
  expect(next.layers[0]).toMatchObject({ name: `ñ${'x'.repeat(59)}` })
})
