/** What the first bytes of a file say it is; `name` is how people call a kind that we cannot print. */
export type Header =
  | { format: 'png' | 'jpeg'; width: number; height: number }
  | { format: 'damaged' }
  | { format: 'other'; name: string | null }

/** Kinds of files that people choose by mistake, by how they begin. */
const OTHERS: [name: string, offset: number, beginning: string][] = [
  ['GIF', 0, 'GIF8'],
  ['WebP', 8, 'WEBP'],
  ['HEIC', 4, 'ftyphei'],
  ['HEIC', 4, 'ftypmif1'],
  ['AVIF', 4, 'ftypavif'],
  ['TIFF', 0, 'II*\0'],
  ['TIFF', 0, 'MM\0*'],
  ['Photoshop', 0, '8BPS'],
  ['PDF', 0, '%PDF'],
  ['BMP', 0, 'BM'],
]

/** Tells a picture by its content, never by its name, and reads its size without decoding it. */
export function readHeader(bytes: Uint8Array): Header {
  if (startsWith(bytes, 0, '\x89PNG\r\n\x1a\n')) return readPng(bytes)
  if (startsWith(bytes, 0, '\xff\xd8\xff')) return readJpeg(bytes)
  if (isSvg(bytes)) return { format: 'other', name: 'SVG' }
  const other = OTHERS.find(([, offset, beginning]) => startsWith(bytes, offset, beginning))
  return { format: 'other', name: other?.[0] ?? null }
}

function startsWith(bytes: Uint8Array, offset: number, beginning: string): boolean {
  return textAt(bytes, offset, beginning.length) === beginning
}

function textAt(bytes: Uint8Array, offset: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + length))
}

function isSvg(bytes: Uint8Array): boolean {
  return /^\s*(?:<\?xml|<!--|<!DOCTYPE|<svg)/i.test(textAt(bytes, 0, 200))
}

function readPng(bytes: Uint8Array): Header {
  if (bytes.length < 24 || !startsWith(bytes, 12, 'IHDR')) return { format: 'damaged' }
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  return { format: 'png', width: view.getUint32(16), height: view.getUint32(20) }
}

function readJpeg(bytes: Uint8Array): Header {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const frame = jpegSegments(bytes).find(({ marker }) => isFrame(marker))
  if (!frame || frame.end > bytes.length) return { format: 'damaged' }
  const height = view.getUint16(frame.start + 5)
  const width = view.getUint16(frame.start + 7)
  return width && height ? { format: 'jpeg', width, height } : { format: 'damaged' }
}

/** SOF0 to SOF15 say the size; DHT, JPG and DAC lie between their numbers. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

type Segment = { marker: number; start: number; end: number }

/** The marked segments of a JPEG up to where its pixels begin. */
function jpegSegments(bytes: Uint8Array): Segment[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const segments: Segment[] = []
  let start = 2
  while (start + 4 <= bytes.length && bytes[start] === 0xff) {
    const marker = view.getUint8(start + 1)
    if (marker === 0xff) {
      start += 1
      continue
    }
    if (marker === 0xda || marker === 0xd9) break
    const end = start + 2 + view.getUint16(start + 2)
    segments.push({ marker, start, end })
    start = end
  }
  return segments
}

/**
 * The main picture of a JPEG file by itself. Phones append further pictures (brightness maps,
 * depth) and list them in a segment "MPF"; without that list a reader sees one picture. No pixel
 * is changed. Returns the same array where there is nothing to leave out.
 */
export function mainPicture(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const list = jpegSegments(bytes).find(
    ({ marker, start }) => marker === 0xe2 && startsWith(bytes, start + 4, 'MPF\0'),
  )
  if (!list) return bytes
  const kept = new Uint8Array(bytes.length - (list.end - list.start))
  kept.set(bytes.subarray(0, list.start))
  kept.set(bytes.subarray(list.end), list.start)
  return kept
}
