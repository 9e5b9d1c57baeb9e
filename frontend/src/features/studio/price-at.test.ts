import { expect, test } from 'vitest'
import { nextStep, priceSteps, stepAt } from './price-at'

const steps = priceSteps({
  price: '500.00',
  price_breaks: [
    { min_quantity: 10, percent: '10.00', unit_price: '450.00' },
    { min_quantity: 5, percent: '5.00', unit_price: '475.00' },
  ],
})

test('lists every step with the quantities it holds for', () => {
  expect(steps).toEqual([
    { from: 1, to: 4, unit_price: '500.00', percent: null },
    { from: 5, to: 9, unit_price: '475.00', percent: '5.00' },
    { from: 10, to: null, unit_price: '450.00', percent: '10.00' },
  ])
})

test('a product without breaks has one price', () => {
  expect(priceSteps({ price: '99.90', price_breaks: [] })).toEqual([
    { from: 1, to: null, unit_price: '99.90', percent: null },
  ])
})

test.each([
  [1, '500.00'],
  [4, '500.00'],
  [5, '475.00'],
  [9, '475.00'],
  [10, '450.00'],
  [100, '450.00'],
])('%i pieces cost what the shop says for them', (quantity, price) => {
  expect(stepAt(steps, quantity)?.unit_price).toBe(price)
})

test('tells how far the next step is', () => {
  expect(nextStep(steps, 3)).toEqual({ step: steps[1], more: 2 })
  expect(nextStep(steps, 9)).toEqual({ step: steps[2], more: 1 })
  expect(nextStep(steps, 10)).toBeNull()
})
