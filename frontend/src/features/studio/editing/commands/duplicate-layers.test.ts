import { expect, test } from 'vitest'
import { designOf, photo, star, words } from '@/testing/design-documents'
import { duplicateLayers } from './duplicate-layers'

test('puts copies on top, a little aside and unlocked', () => {
  const document = designOf(photo({ locked: true }), star())
  const next = duplicateLayers(document, ['photo'])
  expect(next.layers).toEqual([
    ...document.layers,
    photo({ id: 'photo-2', x_mm: 15, y_mm: 25, locked: false }),
  ])
})

test('copies of groups are groups of their own', () => {
  const document = designOf(
    photo({ group: 'a' }),
    star({ group: 'a' }),
    words({ group: 'b' }),
    words({ id: 'alone' }),
  )
  const copies = duplicateLayers(document, ['photo', 'star', 'words', 'alone']).layers.slice(4)
  const [first, second, third, fourth] = copies.map(({ group }) => group)
  expect(first).toBe(second)
  expect(new Set([first, third, 'a', 'b']).size).toBe(4)
  expect(fourth).toBeNull()
})
