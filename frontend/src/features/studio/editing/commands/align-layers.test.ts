import { expect, test } from 'vitest'
import { designOf, photo, star, words } from '@/testing/design-documents'
import { alignLayers, type Edge } from './align-layers'

const places = (document: ReturnType<typeof designOf>) =>
  document.layers.map(({ x_mm, y_mm }) => [x_mm, y_mm])

test.each<[Edge, number, number]>([
  ['left', 0, 20],
  ['center', 110, 20],
  ['right', 220, 20],
  ['top', 10, 0],
  ['middle', 10, 170],
  ['bottom', 10, 340],
])('one goes to the %s of the print area', (edge, x, y) => {
  expect(places(alignLayers(designOf(photo()), ['photo'], edge))).toEqual([[x, y]])
})

test('several line up with the outermost of them, as they stand', () => {
  // Upright the star is 60 wide and 80 high: its left edge stands at 110.
  const document = designOf(photo(), star({ x_mm: 100, rotation_deg: 90 }))
  expect(places(alignLayers(document, ['photo', 'star'], 'left'))).toEqual([
    [10, 20],
    [0, 20],
  ])
})

test('a group moves as one', () => {
  const document = designOf(
    photo({ group: 'a' }),
    star({ group: 'a', x_mm: 100 }),
    words({ x_mm: 200 }),
  )
  const next = alignLayers(document, ['photo', 'star', 'words'], 'right')
  expect(places(next).map(([x]) => x)).toEqual([45, 135, 200])
})

test('a locked layer stays, and others line up with it', () => {
  const document = designOf(photo({ locked: true, x_mm: 0 }), star())
  expect(places(alignLayers(document, ['photo', 'star'], 'left')).map(([x]) => x)).toEqual([0, 0])
})

test('several may be sent to the print area', () => {
  const document = designOf(photo(), star({ x_mm: 100 }))
  const next = alignLayers(document, ['photo', 'star'], 'left', 'area')
  expect(places(next).map(([x]) => x)).toEqual([0, 0])
})
