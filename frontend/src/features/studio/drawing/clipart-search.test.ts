import { expect, it } from 'vitest'
import pack from '../../../../../backend/customkeeps/drawing/clipart/pieces.json'
import { clipartSearch } from './clipart-search'

const search = clipartSearch(pack)
const ids = (query: string) => search(query).map(({ id }) => id)

const few = clipartSearch([
  { id: 'cat', name: 'Cat', keywords: ['pet', 'kitten'], category: 'Animals' },
  { id: 'cat-heart', name: 'Cat with heart eyes', keywords: ['love'], category: 'Animals' },
  { id: 'red-heart', name: 'Red heart', keywords: ['love', 'puso'], category: 'Love' },
  { id: 'catamaran', name: 'Catamaran', keywords: ['boat'], category: 'Travel' },
  { id: 'cherry', name: 'Cherries', keywords: ['fruit', 'piñata'], category: 'Food & drink' },
  { id: 'box', name: 'Boxes', keywords: ['balloon'], category: 'Objects' },
])
const fewIds = (query: string) => few(query).map(({ id }) => id)

it('gives everything in its order while nothing is asked', () => {
  expect(search('')).toEqual(pack)
  expect(search('  &! ')).toEqual(pack)
})

it('puts names before keywords, whole words before beginnings, short names before long ones', () => {
  expect(fewIds('cat')).toEqual(['cat', 'cat-heart', 'catamaran'])
  expect(fewIds('heart')).toEqual(['red-heart', 'cat-heart'])
})

it('wants every word, in any order', () => {
  expect(fewIds('heart cat')).toEqual(['cat-heart'])
  expect(fewIds('heart boat')).toEqual([])
})

it('finds by the shelf, last', () => {
  expect(fewIds('love')).toEqual(['cat-heart', 'red-heart'])
  expect(fewIds('travel')).toEqual(['catamaran'])
})

it.each([
  ['cherries', 'cherry'],
  ['CHERRY', 'cherry'],
  ['boxes', 'box'],
  ['box', 'box'],
  ['kittens', 'cat'],
  ['pinata', 'cherry'],
  ['a cat with the kitten', 'cat'],
])('finds by %s', (query, id) => {
  expect(fewIds(query)[0]).toBe(id)
})

it.each([
  ['baloon', 'box'],
  ['ballooon', 'box'],
  ['bollaan', null],
  ['ballono', 'box'],
  ['catmaran', 'catamaran'],
  ['catmraan', 'catamaran'],
  ['kat', null],
])('forgives %s', (query, id) => {
  expect(fewIds(query)[0] ?? null).toBe(id)
})

it('takes a word for mistyped only when nothing has it', () => {
  expect(ids('bear')).not.toContain('beer-mug')
  expect(ids('bear')).toContain('bear')
})

it.each([
  ['heart', 'red-heart'],
  ['valentine', 'red-heart'],
  ['puso', 'red-heart'],
  ['birthday cake', 'birthday-cake'],
  ['balloons', 'balloon'],
  ['christmas tree', 'christmas-tree'],
  ['pasko', 'christmas-tree'],
  ['dogs', 'dog'],
  ['basketball', 'basketball'],
  ['coffe', 'hot-beverage'],
  ['graduation', 'graduation-cap'],
  ['wedding ring', 'ring'],
  ['brithday', 'birthday-cake'],
])('shows among the first dozen for %s: %s', (query, id) => {
  expect(ids(query).slice(0, 12)).toContain(id)
})
