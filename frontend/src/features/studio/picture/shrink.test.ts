import type { Size } from '@/lib/print-layout'
import { expect, test } from 'vitest'
import { shrink, type Format } from './shrink'

const limits = { bytes: 5_000_000, pixels: 40_000_000, side: 8000, least_side: 16 }

/** Stands in for the browser's encoder: so many bytes a pixel, fewer at lower quality. */
function encoder(bytesPerPixel: number) {
  const made: { size: Size; format: Format; quality: number }[] = []
  const encode = (size: Size, format: Format, quality: number) => {
    made.push({ size, format, quality })
    const shrinking = format === 'jpeg' ? (quality / 0.95) ** 6 : 1
    const bytes = Math.round(size.width * size.height * bytesPerPixel * shrinking)
    return Promise.resolve({ size: bytes } as Blob)
  }
  return { made, encode }
}

const photo = { size: { width: 6000, height: 4000 }, format: 'jpeg', leastScale: 0.5 } as const

test('a finer JPEG with all pixels comes first', async () => {
  const { encode, made } = encoder(0.2)
  const result = await shrink({ ...photo, limits, encode })
  expect(result?.size).toEqual(photo.size)
  expect(made).toEqual([{ size: photo.size, format: 'jpeg', quality: 0.95 }])
})

test('then a coarser one with all pixels', async () => {
  const { encode, made } = encoder(0.25)
  const result = await shrink({ ...photo, limits, encode })
  expect(result?.size).toEqual(photo.size)
  expect(made.map(({ quality }) => quality)).toEqual([0.95, 0.9])
})

test('then fewer pixels, as many as the file may hold', async () => {
  const { encode } = encoder(0.6)
  const result = await shrink({ ...photo, limits, encode })
  expect(result?.blob.size).toBeLessThanOrEqual(limits.bytes)
  expect(result?.blob.size).toBeGreaterThan(limits.bytes * 0.9)
  expect(result!.size.width / result!.size.height).toBeCloseTo(1.5, 2)
})

test('at the fewest pixels a coarser JPEG is the last resort', async () => {
  const { encode, made } = encoder(1.2)
  const result = await shrink({ ...photo, limits, encode })
  expect(result?.size).toEqual({ width: 3000, height: 2000 })
  expect(made.at(-1)?.quality).toBe(0.85)
})

test('never goes below the least scale', async () => {
  const { encode, made } = encoder(5)
  expect(await shrink({ ...photo, leastScale: 0.50001, limits, encode })).toBeNull()
  expect(Math.min(...made.map(({ size }) => size.width))).toBe(3001)
})

test('a picture at its least keeps all its pixels', async () => {
  const { encode, made } = encoder(0.3)
  const result = await shrink({ ...photo, leastScale: 1, limits, encode })
  expect(result?.size).toEqual(photo.size)
  expect(made.at(-1)?.quality).toBe(0.85)
})

test('a transparent picture stays a PNG and loses only pixels', async () => {
  const { encode, made } = encoder(0.5)
  const result = await shrink({ ...photo, format: 'png', limits, encode })
  expect(result?.blob.size).toBeLessThanOrEqual(limits.bytes)
  expect(new Set(made.map(({ format }) => format))).toEqual(new Set(['png']))
  expect(new Set(made.map(({ size }) => size.width)).size).toBe(made.length)
})

test('more pixels or a longer side than the shop takes are reduced at once', async () => {
  const { encode } = encoder(0.05)
  const size = { width: 12_000, height: 6000 }
  const result = await shrink({ ...photo, size, limits, encode })
  expect(result?.size).toEqual({ width: 8000, height: 4000 })
})

test('a picture that cannot meet the limit of pixels in full quality is not made', async () => {
  const { encode, made } = encoder(0.05)
  const size = { width: 12_000, height: 6000 }
  expect(await shrink({ ...photo, size, leastScale: 0.7, limits, encode })).toBeNull()
  expect(made).toEqual([])
})
