import { expect, test } from 'vitest'
import { pointOf } from '@/features/studio/editing/geometry'
import type { ImageLayer } from '@/features/studio/drawing/document'
import { designOf, photo } from '@/testing/design-documents'
import { cropPicture, wholePictureOf } from './crop-picture'

const right = { x: 0.5, y: 0, width: 0.5, height: 1 }

test('what is still shown stays where it was', () => {
  const next = cropPicture(designOf(photo()), 'photo', right)
  expect(next.layers).toEqual([photo({ crop: right, x_mm: 50, width_mm: 40 })])
})

test('the right half of a mirrored picture is seen on the left', () => {
  const next = cropPicture(designOf(photo({ flip_x: true })), 'photo', right)
  expect(next.layers[0]).toMatchObject({ x_mm: 10, width_mm: 40 })
})

test('uncropped again it is as before', () => {
  const before = photo({ rotation_deg: 30, flip_y: true })
  const cropped = cropPicture(designOf(before), 'photo', {
    x: 0.1,
    y: 0.2,
    width: 0.3,
    height: 0.5,
  })
  const { x_mm, y_mm, width_mm, height_mm } = wholePictureOf(cropped.layers[0] as ImageLayer)
  expect([x_mm, y_mm, width_mm, height_mm].map(Math.round)).toEqual([10, 20, 80, 60])
})

test('a turned picture stays in place too', () => {
  const before = photo({ rotation_deg: 90 })
  const after = cropPicture(designOf(before), 'photo', right).layers[0]!
  expect(pointOf(after, { x: 1, y: 0 }).x).toBeCloseTo(pointOf(before, { x: 1, y: 0 }).x)
  expect(pointOf(after, { x: 1, y: 0 }).y).toBeCloseTo(pointOf(before, { x: 1, y: 0 }).y)
})
