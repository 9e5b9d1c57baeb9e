import { expect, test } from 'vitest'
import { rotate, scale, translate, type Shape } from '@/features/studio/drawing/scene'
import { joinedShapes } from './joined-shapes'

const letter = (more: Partial<Shape> = {}): Shape => ({
  kind: 'shape',
  path: [['M', 0, 0], ['Q', 100, 0, 100, 200], ['Z']],
  transforms: [translate(10, 20), scale(0.01, -0.01)],
  fill: '#112233',
  stroke: null,
  strokeWidth: 0,
  ...more,
})

test('letters of one paint are one path, in millimetres', () => {
  const next = letter({ transforms: [translate(30, 20), scale(0.01, -0.01)] })
  expect(joinedShapes([letter(), next])).toEqual([
    {
      d: 'M10 20Q11 20 11 18ZM30 20Q31 20 31 18Z',
      fill: '#112233',
      stroke: null,
      strokeWidth: 0,
    },
  ])
})

test('rings stay below letters, as wide as they were', () => {
  const ring = letter({ fill: null, stroke: '#ffffff', strokeWidth: 120 })
  const joined = joinedShapes([ring, ring, letter(), letter()])
  expect(joined.map(({ fill, stroke }) => [fill, stroke])).toEqual([
    [null, '#ffffff'],
    ['#112233', null],
  ])
  expect(joined[0]?.strokeWidth).toBeCloseTo(1.2)
})

test('letters on a curve are turned where they stand', () => {
  const turned = letter({
    path: [
      ['M', 0, 0],
      ['L', 100, 0],
    ],
    transforms: [rotate(90, 10, 20), translate(10, 20), scale(0.01, -0.01)],
  })
  expect(joinedShapes([turned])[0]?.d).toBe('M10 20L10 21')
})
