import { expect, test } from 'vitest'
import { advance, goBack, goForward, startHistory } from './history'

test('goes back and forward', () => {
  const history = advance(advance(startHistory('a'), 'b'), 'c')
  expect(goBack(goBack(history))).toEqual({ past: [], present: 'a', future: ['c', 'b'] })
  expect(goForward(goForward(goBack(goBack(history))))).toEqual(history)
})

test('a step on gives up what was undone', () => {
  const history = advance(goBack(advance(startHistory('a'), 'b')), 'c')
  expect(history).toEqual({ past: ['a'], present: 'c', future: [] })
})

test('stays where it is at both ends', () => {
  const history = startHistory('a')
  expect(goBack(history)).toBe(history)
  expect(goForward(history)).toBe(history)
})
