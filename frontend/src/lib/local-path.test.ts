import { expect, test } from 'vitest'
import { localPath, loginPath } from './local-path'

test.each(['/cart', '/orders/AB12CD34', '/customize/mug?color=Red#text'])('keeps %s', (path) => {
  expect(localPath(path)).toBe(path)
})

test.each([
  null,
  '',
  'cart',
  '//evil.example',
  '/\\evil.example',
  '/.//evil.example',
  '/\t/evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  '/login?next=/cart',
  '/register',
])('refuses %s', (path) => {
  expect(localPath(path)).toBe('/')
})

test('leads to the login screen and back', () => {
  expect(loginPath('/cart?x=1')).toBe('/login?next=%2Fcart%3Fx%3D1')
  expect(loginPath('/')).toBe('/login')
})
