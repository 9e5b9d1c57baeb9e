import { expect, test } from 'vitest'
import { photo, star, words } from '@/testing/design-documents'
import { labelOf, titleOf } from './layer-label'

test('says what a layer is, how large and where', () => {
  expect(labelOf(photo())).toBe('Picture cat.jpg, 80 × 60 mm at 10, 20')
})

test('says what else there is to know', () => {
  const layer = star({ x_mm: 1.25, rotation_deg: -30, group: 'a', locked: true })
  expect(labelOf(layer)).toBe(
    'Clipart Star, 80 × 60 mm at 1.3, 20, turned -30°, in a group, locked',
  )
})

test('calls words by what they say until they have a name', () => {
  expect(titleOf(words({ name: '', content: 'Happy\nbirthday' }))).toBe('Words “Happy birthday”')
  expect(titleOf(words({ name: '', content: 'x'.repeat(50) }))).toBe(`Words “${'x'.repeat(40)}…”`)
  expect(titleOf(words({ name: '', content: ' ' }))).toBe('Words, empty')
  expect(titleOf(words({ name: 'Greeting' }))).toBe('Words Greeting')
})
