import { expect, test } from 'vitest'
import { designOf, photo, star } from '@/testing/design-documents'
import { setPicture } from './set-picture'

test('changes pictures alone', () => {
  const next = setPicture(designOf(photo(), star()), ['photo', 'star'], { mask: 'heart' })
  expect(next.layers).toEqual([photo({ mask: 'heart' }), star()])
})

test('shows some of the picture and nothing beside it', () => {
  const crop = { x: 0.4, y: -1, width: 0.9, height: 0 }
  const next = setPicture(designOf(photo()), ['photo'], { crop })
  expect(next.layers).toEqual([photo({ crop: { x: 0.4, y: 0, width: 0.6, height: 0.001 } })])
})

test('keeps a colour key within its range', () => {
  const next = setPicture(designOf(photo()), ['photo'], {
    colour_key: { colour: '#ffffff', tolerance: 2 },
  })
  expect(next.layers[0]).toMatchObject({ colour_key: { colour: '#ffffff', tolerance: 1 } })
})
