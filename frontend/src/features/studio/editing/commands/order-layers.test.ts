import { expect, test } from 'vitest'
import { designOf, photo } from '@/testing/design-documents'
import { orderLayers, type Order } from './order-layers'

const pile = designOf(...['a', 'b', 'c', 'd', 'e'].map((id) => photo({ id, locked: id === 'e' })))
const orderOf = (ids: string[], order: Order) =>
  orderLayers(pile, ids, order)
    .layers.map(({ id }) => id)
    .join('')

test.each<[string[], Order, string]>([
  [['a'], 'front', 'bcdea'],
  [['c', 'a'], 'front', 'bdeac'],
  [['d'], 'back', 'dabce'],
  [['a'], 'forward', 'bacde'],
  [['a', 'b'], 'forward', 'cabde'],
  [['a', 'c'], 'forward', 'bdace'],
  [['d'], 'forward', 'abced'],
  [['b', 'd'], 'backward', 'bdace'],
  [['a', 'b'], 'backward', 'abcde'],
  [['a'], { above: 'c' }, 'bcade'],
  [['d'], { above: null }, 'dabce'],
  [['d'], { above: 'nobody' }, 'abcde'],
  [['e'], 'back', 'abcde'],
])('%j %j: %s', (ids, order, expected) => {
  expect(orderOf(ids, order)).toBe(expected)
})

test('changes nothing where they stand already', () => {
  expect(orderLayers(pile, ['a'], 'back')).toBe(pile)
})
