import { expect, test, vi } from 'vitest'
import { keepTrustedTypes, mayRun } from './trusted-types'

test.each([
  ['https://js.stripe.com/dahlia/stripe.js', true],
  ['https://m1.js.stripe.com/part.js', true],
  ['/assets/pica_worker-1.js', true],
  ['http://127.0.0.1:8420/stripe.js', true],
  ['https://js.stripe.com.evil.example/stripe.js', false],
  ['https://evil.example/?https://js.stripe.com/', false],
  ['http://js.stripe.com/stripe.js', false],
  ['data:text/javascript,alert(1)', false],
  ['javascript:alert(1)', false],
  ['blob:https://evil.example/1', false],
])('a script from %s: %s', (url, allowed) => {
  expect(mayRun(url)).toBe(allowed)
})

test('the policy passes addresses of scripts and makes nothing else', () => {
  const createPolicy = vi.fn()
  keepTrustedTypes({ createPolicy })
  const [name, rules] = createPolicy.mock.calls[0] as [
    string,
    Record<string, (u: string) => string>,
  ]
  expect(name).toBe('default')
  expect(Object.keys(rules)).toEqual(['createScriptURL', 'createHTML'])
  expect(rules.createScriptURL?.('/assets/a.js')).toBe('/assets/a.js')
  expect(rules.createHTML?.('')).toBe('')
  expect(() => rules.createHTML?.('<b>bold</b>')).toThrow(TypeError)
  expect(() => rules.createScriptURL?.('https://evil.example/a.js')).toThrow(TypeError)
})

test('a browser without trusted types is left alone', () => {
  expect(() => keepTrustedTypes(undefined)).not.toThrow()
})
