import { expect, test } from 'vitest'
import { apiOrigin } from './origin'

test.each([
  ['https://shop.example.com/', 'https://api.example.com/', 'https://api.example.com'],
  ['https://shop.example.com/cart', '', 'https://shop.example.com'],
  ['https://shop.example.com/', undefined, 'https://shop.example.com'],
  ['http://localhost:5173/', 'http://127.0.0.1:8000', 'http://localhost:8000'],
  ['http://127.0.0.1:5173/', 'http://localhost:8000', 'http://127.0.0.1:8000'],
  ['https://shop.example.com/', 'http://127.0.0.1:8000', 'http://127.0.0.1:8000'],
])('on %s with %s the API answers at %s', (page, given, origin) => {
  expect(apiOrigin(given, new URL(page))).toBe(origin)
})
