import { expect, test } from 'vitest'
import { linkedAddress } from './link-header'

const next = '<https://shop.example/api/orders/?limit=10&offset=10>; rel="next"'

test('finds the next page', () => {
  expect(linkedAddress(next, 'next')?.searchParams.get('offset')).toBe('10')
})

test('tells relations apart', () => {
  const both = `<https://shop.example/?offset=0>; rel="prev", ${next}; title="more"`
  expect(linkedAddress(both, 'next')?.search).toBe('?limit=10&offset=10')
  expect(linkedAddress(both, 'prev')?.search).toBe('?offset=0')
  expect(linkedAddress(both, 'nex')).toBeNull()
})

test.each([null, '', 'nonsense', '<not an address>; rel="next"'])('has none in %j', (header) => {
  expect(linkedAddress(header, 'next')).toBeNull()
})
