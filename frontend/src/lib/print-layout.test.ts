import { expect, test } from 'vitest'
import { fitInside, pictureBox } from './print-layout'

const area = { width: 300, height: 400 }

test.each([
  ['a wide picture takes the width', { width: 6000, height: 4000 }, { width: 300, height: 200 }],
  ['a tall picture takes the height', { width: 1000, height: 4000 }, { width: 100, height: 400 }],
  ['a small picture grows', { width: 3, height: 4 }, { width: 300, height: 400 }],
])('%s', (_, picture, placed) => {
  expect(fitInside(picture, area)).toEqual(placed)
})

test('words take a quarter of the height from the picture', () => {
  expect(pictureBox(area, false)).toEqual(area)
  expect(pictureBox(area, true)).toEqual({ width: 300, height: 300 })
})
