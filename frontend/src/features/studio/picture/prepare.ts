import type { Size } from '@/lib/print-layout'
import { FULL_DPI, leastScale } from './dpi'
import { encoderOf, isTransparent, previewOf } from './encode'
import { mainPicture, readHeader, type Header } from './read-header'
import { shrink, type PictureLimits } from './shrink'
import { formatBytes } from './words'

/** A picture that the shop takes: a PNG or JPEG file within its limits. */
export type Picture = {
  blob: Blob
  name: string
  /** Its pixels, upright. */
  size: Size
  /** What it was before it had to be made to fit; null for a file sent as it was chosen. */
  before: { size: Size; bytes: number } | null
  /** A smaller one to be moved about on the screen; null where it is small enough itself. */
  preview: Blob | null
}

/** Why a chosen file cannot be printed and what to do, in words for the shopper. */
export class PictureProblem extends Error {
  override readonly name = 'PictureProblem'
}

/** Beyond this a browser may fall over instead of saying no. */
const MOST_PIXELS_TO_OPEN = 150_000_000

/**
 * Checks a chosen file by its content and makes it fit the shop's limits where it does not.
 * `box_mm` is the largest the picture may be printed; null when nobody knows. Throws PictureProblem.
 */
export async function preparePicture(
  file: File,
  limits: PictureLimits,
  box_mm: Size | null,
): Promise<Picture> {
  const bytes = await contentOf(file)
  const header = checkedHeader(readHeader(bytes), limits)
  const type = `image/${header.format}`
  const plain = new Blob([header.format === 'jpeg' ? mainPicture(bytes) : bytes], { type })
  const bitmap = await opened(plain)
  try {
    const size = { width: bitmap.width, height: bitmap.height }
    const known = { name: file.name, preview: await previewOf(bitmap) }
    if (isWithin(limits, size, plain.size)) return { ...known, blob: plain, size, before: null }
    const smaller = await madeToFit(bitmap, header.format, limits, box_mm)
    if (!smaller) throw new PictureProblem(tooLarge(plain.size, limits, isTransparent(bitmap)))
    return { ...known, ...smaller, before: { size, bytes: plain.size } }
  } finally {
    bitmap.close()
  }
}

async function contentOf(file: File): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch {
    throw new PictureProblem('We could not read this file. Copy it to this device and try again.')
  }
}

function checkedHeader(header: Header, { least_side }: PictureLimits) {
  if (header.format === 'other') throw new PictureProblem(wrongKind(header.name))
  if (header.format === 'damaged') throw new PictureProblem(DAMAGED)
  const { width, height } = header
  if (Math.min(width, height) < least_side) {
    throw new PictureProblem(
      `This picture is too small to print: each side needs ${least_side} pixels or more.`,
    )
  }
  if (width * height > MOST_PIXELS_TO_OPEN) {
    throw new PictureProblem(
      `This picture is too large to open here, ${width} × ${height} pixels. Save it at half that width and height and choose it again.`,
    )
  }
  return header
}

const DAMAGED = 'This picture is damaged or incomplete. Save it again and choose the new file.'

function wrongKind(name: string | null): string {
  if (!name) return 'This file is not a JPG or PNG picture. Choose one that is.'
  return `This is a ${name} file. Save the picture as a JPG or PNG and choose it again.`
}

async function opened(blob: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(blob, { imageOrientation: 'from-image' })
  } catch {
    throw new PictureProblem(DAMAGED)
  }
}

function isWithin(limits: PictureLimits, { width, height }: Size, bytes: number): boolean {
  return (
    bytes <= limits.bytes &&
    width * height <= limits.pixels &&
    Math.max(width, height) <= limits.side
  )
}

async function madeToFit(
  bitmap: ImageBitmap,
  format: 'png' | 'jpeg',
  limits: PictureLimits,
  box_mm: Size | null,
) {
  const size = { width: bitmap.width, height: bitmap.height }
  try {
    return await shrink({
      size,
      format: format === 'png' && isTransparent(bitmap) ? 'png' : 'jpeg',
      leastScale: box_mm ? leastScale(size, box_mm) : 0,
      limits,
      encode: encoderOf(bitmap),
    })
  } catch {
    throw new PictureProblem(
      `This browser could not make the picture smaller. Save it as a JPG of at most ${formatBytes(limits.bytes)} and choose it again.`,
    )
  }
}

function tooLarge(bytes: number, limits: PictureLimits, transparent: boolean): string {
  const advice = transparent
    ? `Save it without transparency, as a JPG of at most ${formatBytes(limits.bytes)}`
    : `Cut away what need not be printed, or save it as a JPG of at most ${formatBytes(limits.bytes)}`
  return `This picture has ${formatBytes(bytes)}, and we cannot make it fit without printing it below ${FULL_DPI} DPI. ${advice}, and choose it again.`
}
