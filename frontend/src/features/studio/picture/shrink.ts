import type { Size } from '@/lib/print-layout'

export type Format = 'jpeg' | 'png'

/** Draws the picture at a size and writes it in a format; `quality` is a JPEG's, 0 to 1. */
export type Encode = (size: Size, format: Format, quality: number) => Promise<Blob>

/** What the shop takes of one picture. */
export type PictureLimits = { bytes: number; pixels: number; side: number; least_side: number }

type Shrinkable = {
  size: Size
  /** JPEG has no transparency: a picture that shows the product through stays a PNG. */
  format: Format
  /** The factor below which the print would lose quality. */
  leastScale: number
  limits: PictureLimits
  encode: Encode
}

export type Shrunk = { blob: Blob; size: Size }

/** Nearly as good as the original; then still free of visible marks at print size. */
const FINE_ENOUGH = 0.9
const FINE = [0.95, FINE_ENOUGH]
const LEAST = [0.85, 0.8]
const SMALLER_STEPS = 4
/** Files do not shrink quite as their area does. */
const MARGIN = 0.97

/**
 * The best version of a picture that the shop takes: all its pixels in a finer or coarser JPEG
 * first, fewer pixels only when that is not enough, and never fewer than `leastScale` allows. Null
 * when there is none.
 */
export async function shrink(picture: Shrinkable): Promise<Shrunk | null> {
  const largest = largestScale(picture.size, picture.limits)
  if (largest < picture.leastScale) return null
  for await (const version of versions(picture, largest)) {
    if (version.blob.size <= picture.limits.bytes) return version
  }
  return null
}

/** Ever smaller versions, best first; each is only made when it is asked for. */
async function* versions(picture: Shrinkable, largest: number): AsyncGenerator<Shrunk> {
  const { format, leastScale, limits } = picture
  // A PNG has no quality to give up, so its pixels are all there is.
  const [fine, least] = format === 'jpeg' ? [FINE, LEAST] : [[1], []]
  let latest: Shrunk | undefined
  for (const quality of fine) yield (latest = await drawn(picture, largest, Math.floor, quality))
  let scale = largest
  for (let step = 0; latest && step < SMALLER_STEPS && scale > leastScale; step += 1) {
    scale = Math.max(leastScale, scale * Math.sqrt(limits.bytes / latest.blob.size) * MARGIN)
    yield (latest = await drawn(picture, scale, Math.ceil, FINE_ENOUGH))
  }
  for (const quality of least) yield await drawn(picture, scale, Math.ceil, quality)
}

/** `round` down to stay within a limit of pixels, up to stay above the least quality. */
async function drawn(
  { size, format, encode }: Shrinkable,
  scale: number,
  round: (side: number) => number,
  quality: number,
): Promise<Shrunk> {
  const scaled = { width: round(size.width * scale), height: round(size.height * scale) }
  return { blob: await encode(scaled, format, quality), size: scaled }
}

function largestScale(size: Size, { pixels, side }: PictureLimits): number {
  const byArea = Math.sqrt(pixels / (size.width * size.height))
  return Math.min(1, byArea, side / Math.max(size.width, size.height))
}
