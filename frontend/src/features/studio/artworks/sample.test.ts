import { expect, test } from 'vitest'
import { colourAt, cornerColours, type Sample } from './sample'

/** Four pixels: white, red, see-through, white. */
const sample: Sample = {
  width: 2,
  height: 2,
  data: new Uint8ClampedArray(
    [
      [255, 255, 255, 255],
      [200, 0, 16, 255],
      [9, 9, 9, 0],
      [255, 255, 255, 255],
    ].flat(),
  ),
}

test('names the colour at a place, up to the very edge', () => {
  expect(colourAt(sample, 0, 0)).toBe('#ffffff')
  expect(colourAt(sample, 1, 0)).toBe('#c80010')
  expect(colourAt(sample, 1, 1)).toBe('#ffffff')
})

test('there is no colour where nothing is', () => {
  expect(colourAt(sample, 0, 1)).toBeNull()
})

test('offers each colour of the corners once', () => {
  expect(cornerColours(sample)).toEqual([
    { name: 'Top left corner', hex: '#ffffff' },
    { name: 'Top right corner', hex: '#c80010' },
  ])
})
