import { expect, test } from 'vitest'
import { mainPicture, readHeader } from './read-header'

const ascii = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0))
const bytes = (...parts: (number | string)[]) =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? ascii(part) : [part])))

const png = bytes(
  '\x89PNG\r\n\x1a\n',
  0,
  0,
  0,
  13,
  'IHDR',
  0,
  0,
  0x17,
  0x70,
  0,
  0,
  0x0f,
  0xa0,
  8,
  6,
)
const exif = bytes(0xff, 0xe1, 0, 8, 'Exif\0\0')
const list = bytes(0xff, 0xe2, 0, 8, 'MPF\0II')
const profile = bytes(0xff, 0xe2, 0, 8, 'ICC_PR')
const huffman = bytes(0xff, 0xc4, 0, 4, 1, 2)
const frame = bytes(0xff, 0xc2, 0, 11, 8, 0x0f, 0xa0, 0x17, 0x70, 1, 1, 0x11, 0)
const pixels = bytes(0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9)
const join = (...parts: Uint8Array[]) => new Uint8Array(parts.flatMap((part) => [...part]))
const jpeg = join(bytes(0xff, 0xd8), exif, profile, huffman, bytes(0xff), frame, pixels)

test('reads the size of a PNG', () => {
  expect(readHeader(png)).toEqual({ format: 'png', width: 6000, height: 4000 })
})

test('reads the size of a JPEG behind whatever stands before it', () => {
  expect(readHeader(jpeg)).toEqual({ format: 'jpeg', width: 6000, height: 4000 })
})

test('reads from a part of a larger buffer', () => {
  const shifted = join(bytes('....'), png)
  expect(readHeader(shifted.subarray(4))).toMatchObject({ width: 6000 })
})

test.each([
  ['a cut PNG', png.subarray(0, 20)],
  ['a PNG without its header', join(png.subarray(0, 12), bytes('IDAT'), png.subarray(16))],
  ['a JPEG cut before its frame', jpeg.subarray(0, 20)],
  ['a JPEG cut within its frame', join(bytes(0xff, 0xd8), frame.subarray(0, 6))],
  ['a JPEG without a frame', join(bytes(0xff, 0xd8), exif, pixels)],
  [
    'a JPEG of no height',
    join(bytes(0xff, 0xd8), bytes(0xff, 0xc0, 0, 11, 8, 0, 0, 0, 9, 1, 1, 1, 0)),
  ],
])('calls %s damaged', (_, file) => {
  expect(readHeader(file)).toEqual({ format: 'damaged' })
})

test.each([
  ['GIF', bytes('GIF89a')],
  ['WebP', bytes('RIFF', 1, 2, 3, 4, 'WEBPVP8 ')],
  ['HEIC', bytes(0, 0, 0, 0x18, 'ftypheic')],
  ['SVG', bytes('\n<svg xmlns="http://www.w3.org/2000/svg">')],
  ['SVG', bytes('<?xml version="1.0"?><svg>')],
  ['PDF', bytes('%PDF-1.7')],
  [null, bytes('Dear Ana,')],
  [null, bytes()],
])('knows %s by its content', (name, file) => {
  expect(readHeader(file)).toEqual({ format: 'other', name })
})

test('leaves the list of further pictures out and nothing else', () => {
  const several = join(bytes(0xff, 0xd8), exif, list, profile, frame, pixels, bytes('more'))
  const single = join(bytes(0xff, 0xd8), exif, profile, frame, pixels, bytes('more'))
  expect(mainPicture(several)).toEqual(single)
})

test('hands back a plain JPEG as it is', () => {
  expect(mainPicture(jpeg)).toBe(jpeg)
})
