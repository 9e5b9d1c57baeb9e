import { expect, test } from 'vitest'
import { designOf, photo, star } from '@/testing/design-documents'
import { setClipart } from './set-clipart'

test('changes clipart alone', () => {
  const next = setClipart(designOf(photo(), star()), ['photo', 'star'], {
    colours: ['#ff0000'],
    flip_x: true,
  })
  expect(next.layers).toEqual([photo(), star({ colours: ['#ff0000'], flip_x: true })])
})
