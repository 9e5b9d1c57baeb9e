import { afterEach, expect, test, vi } from 'vitest'
import { shopConfig } from '@/testing/cart'
import { publishableKey } from './use-stripe-js'

afterEach(() => vi.unstubAllEnvs())

test.each([
  [undefined, 'pk_test_shop'],
  ['', 'pk_test_shop'],
  ['pk_test_build', 'pk_test_build'],
])('built with %s, cards are charged with %s', (built, key) => {
  vi.stubEnv('VITE_STRIPE_PUBLISHABLE_KEY', built)
  expect(publishableKey(shopConfig)).toBe(key)
})
