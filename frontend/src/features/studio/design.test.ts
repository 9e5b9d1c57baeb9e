import { expect, test } from 'vitest'
import type { ShopConfig } from '@/api/types'
import { lengthOf, problemsOf, startingChoices } from './design'

const shirt = {
  colors: ['White', 'Red'].map((name) => ({ name, hex: '#ffffff', pictures: [] })),
  sizes: ['S', 'M', 'L'],
  default_size: 'M',
}
const limits = { max_text_length: 10 } as ShopConfig
const design = { color: 'White', size: 'M', quantity: 1, text: '', picture: null }

test('begins with the first colour and the default size', () => {
  expect(startingChoices(shirt, {})).toEqual({ color: 'White', size: 'M', quantity: 1, text: '' })
})

test('goes on with a draft', () => {
  const draft = { color: 'Red', size: 'L', quantity: 12, text: 'Ana' }
  expect(startingChoices(shirt, draft)).toEqual(draft)
})

test('leaves out of a draft what is no longer offered', () => {
  const draft = { color: 'Teal', size: 'XL', quantity: 1.5, text: 'Ana' }
  expect(startingChoices(shirt, draft)).toEqual({
    color: 'White',
    size: 'M',
    quantity: 1,
    text: 'Ana',
  })
})

test('a product without colours and sizes has none', () => {
  expect(startingChoices({ colors: [], sizes: [], default_size: null }, {})).toMatchObject({
    color: '',
    size: null,
  })
})

test.each([
  ['Ana', 3],
  ['  Ana  ', 3],
  ['n\u0303', 1],
  ['🌸🌸', 2],
  ['a\r\nb', 3],
])('counts %j as the shop does', (text, length) => {
  expect(lengthOf(text)).toBe(length)
})

test('asks for a picture or words', () => {
  expect(problemsOf({ ...design, text: '  ' }, limits)).toHaveProperty('design_image_url')
  expect(problemsOf({ ...design, text: 'Ana' }, limits)).toEqual({})
})

test('says by how much words are too long', () => {
  expect(problemsOf({ ...design, text: 'Happy birthday' }, limits)).toEqual({
    customization_text: ['Shorten your words by 4: we print 10 characters at most.'],
  })
})
