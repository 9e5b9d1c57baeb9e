import { expect, test } from 'vitest'
import { formatMoney, formatPercent, isZeroMoney } from './format-money'

test.each([
  ['4050.00', '₱4,050.00'],
  ['0.00', '₱0.00'],
  ['0.05', '₱0.05'],
  ['1234567.89', '₱1,234,567.89'],
  ['-950.00', '-₱950.00'],
  // As a binary float this would read …993.00.
  ['9007199254740993.01', '₱9,007,199,254,740,993.01'],
])('formats %s as %s', (amount, text) => {
  expect(formatMoney(amount)).toBe(text)
})

test('knows nothing from something', () => {
  expect(['0', '0.00', '-0.00', '0.01', '10.00'].map(isZeroMoney)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ])
})

test.each([
  ['10.00', '10%'],
  ['5.00', '5%'],
  ['7.50', '7.5%'],
  ['100', '100%'],
])('formats %s percent as %s', (percent, text) => {
  expect(formatPercent(percent)).toBe(text)
})
