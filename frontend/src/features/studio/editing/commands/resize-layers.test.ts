import { describe, expect, test } from 'vitest'
import { cornersOf, pointOf, type Part } from '@/features/studio/editing/geometry'
import { designOf, measureRoughly, photo, star, words } from '@/testing/design-documents'
import { resizeLayers, type Scaling } from './resize-layers'

const evenly = (factor: number, anchor = { x: 0, y: 0 }): Scaling => ({
  factor_x: factor,
  factor_y: factor,
  anchor,
  axis_deg: 0,
})

test.each([0, 30, 90, -145])('keeps the opposite corner still at %d°', (rotation_deg) => {
  const before = photo({ rotation_deg })
  for (const part of [
    { x: 0, y: 0 },
    { x: 1, y: 1 },
    { x: 0, y: 0.5 },
  ] satisfies Part[]) {
    const scaling = { factor_x: 1.7, factor_y: 0.4, axis_deg: rotation_deg }
    const anchor = pointOf(before, part)
    const next = resizeLayers(designOf(before), ['photo'], { ...scaling, anchor }, measureRoughly)
    const after = next.layers[0]!
    expect(after).toMatchObject({ width_mm: 136, height_mm: 24, rotation_deg })
    expect(pointOf(after, part).x).toBeCloseTo(anchor.x, 2)
    expect(pointOf(after, part).y).toBeCloseTo(anchor.y, 2)
  }
})

test('scales several evenly, turned ones too', () => {
  const leaning = star({ rotation_deg: 33, x_mm: 200 })
  const next = resizeLayers(
    designOf(photo(), leaning),
    ['photo', 'star'],
    evenly(2),
    measureRoughly,
  )
  expect(next.layers[0]).toEqual(photo({ x_mm: 20, y_mm: 40, width_mm: 160, height_mm: 120 }))
  const doubled = cornersOf(leaning).map(({ x, y }) => ({ x: 2 * x, y: 2 * y }))
  for (const [at, { x, y }] of cornersOf(next.layers[1]!).entries()) {
    expect(x).toBeCloseTo(doubled[at]!.x, 2)
    expect(y).toBeCloseTo(doubled[at]!.y, 2)
  }
})

test('stretches a layer that lies across the axes along its other side', () => {
  const lying = photo({ rotation_deg: 90 })
  const scaling = { factor_x: 2, factor_y: 1, anchor: { x: 0, y: 0 }, axis_deg: 0 }
  const next = resizeLayers(designOf(lying), ['photo'], scaling, measureRoughly)
  expect(next.layers[0]).toMatchObject({ width_mm: 80, height_mm: 120 })
})

test('stops all where the smallest can shrink no further', () => {
  const small = star({ width_mm: 1, height_mm: 1 })
  const next = resizeLayers(designOf(photo(), small), ['photo', 'star'], evenly(0), measureRoughly)
  expect(next.layers[0]).toMatchObject({ width_mm: 8, height_mm: 6 })
  expect(next.layers[1]).toMatchObject({ width_mm: 0.1, height_mm: 0.1 })
})

test('leaves locked layers alone, and out of what holds the others', () => {
  const locked = star({ width_mm: 0.1, locked: true })
  const next = resizeLayers(
    designOf(photo(), locked),
    ['photo', 'star'],
    evenly(0.5),
    measureRoughly,
  )
  expect(next.layers[0]).toMatchObject({ width_mm: 40 })
  expect(next.layers[1]).toEqual(locked)
})

describe('words', () => {
  const outline = { colour: '#ffffff', width_mm: 1 }

  test('a corner scales letters and outline', () => {
    const document = designOf(words({ outline }))
    const next = resizeLayers(document, ['words'], evenly(2, { x: 10, y: 20 }), measureRoughly)
    expect(next.layers[0]).toEqual(
      words({
        size_mm: 20,
        width_mm: 30,
        height_mm: 24,
        outline: { ...outline, width_mm: 2 },
      }),
    )
  })

  test('a side gives the lines another width', () => {
    const document = designOf(words({ content: 'Ana Maria', width_mm: 45 }))
    const scaling = { factor_x: 0.6, factor_y: 1, anchor: { x: 10, y: 20 }, axis_deg: 0 }
    const next = resizeLayers(document, ['words'], scaling, measureRoughly)
    expect(next.layers[0]).toMatchObject({ size_mm: 10, width_mm: 27, height_mm: 24 })
  })

  test('the still corner stays still though the height follows from the lines', () => {
    const leaning = words({ content: 'Ana Maria', width_mm: 45, rotation_deg: 40 })
    const anchor = pointOf(leaning, { x: 0, y: 0 })
    const scaling = { factor_x: 0.6, factor_y: 1, anchor, axis_deg: 40 }
    const next = resizeLayers(designOf(leaning), ['words'], scaling, measureRoughly)
    expect(pointOf(next.layers[0]!, { x: 0, y: 0 }).x).toBeCloseTo(anchor.x, 2)
    expect(pointOf(next.layers[0]!, { x: 0, y: 0 }).y).toBeCloseTo(anchor.y, 2)
  })

  test('scale while their font is loading', () => {
    const next = resizeLayers(designOf(words()), ['words'], evenly(2), () => null)
    expect(next.layers[0]).toMatchObject({ size_mm: 20, width_mm: 30, height_mm: 24 })
  })
})
