import { expect, test } from 'vitest'
import { isWhite, readableOn } from './readable-on'

test.each(['#fafaf8', '#f7d046', '#f4a6c0', '#9a9ea3'])('writes dark on %s', (ground) => {
  expect(readableOn(ground)).toBe('#1b1b1d')
})

test.each(['#1b1b1d', '#1b2a4e', '#c4242b', '#1f7a4d'])('writes light on %s', (ground) => {
  expect(readableOn(ground)).toBe('#ffffff')
})

test.each([
  ['#fafaf8', true],
  ['#e9dfcb', false],
  ['#f7d046', false],
])('%s is white: %s', (ground, white) => {
  expect(isWhite(ground)).toBe(white)
})
