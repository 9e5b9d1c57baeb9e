import type { Size } from '@/lib/print-layout'
import type { Encode } from './shrink'

/** Enough to find a see-through part that somebody would notice in print. */
const PROBE_SIDE = 256

/** As large as a picture is ever shown, on a fine screen too. */
const PREVIEW_SIDE = 1600
const PREVIEW_QUALITY = 0.85

/** A smaller picture of the same, quick to move about; null where it is small, or cannot be made. */
export async function previewOf(bitmap: ImageBitmap): Promise<Blob | null> {
  const scale = PREVIEW_SIDE / Math.max(bitmap.width, bitmap.height)
  if (scale >= 1) return null
  const size = {
    width: Math.max(1, Math.round(bitmap.width * scale)),
    height: Math.max(1, Math.round(bitmap.height * scale)),
  }
  try {
    const pen = penOf(canvasOf(size))
    pen.imageSmoothingQuality = 'high'
    pen.drawImage(bitmap, 0, 0, size.width, size.height)
    return await written(pen.canvas, 'image/webp', PREVIEW_QUALITY)
  } catch {
    return null
  }
}

/** Draws and writes `bitmap` in this browser. Its last drawing is kept for the next quality. */
export function encoderOf(bitmap: ImageBitmap): Encode {
  let drawing: { size: Size; canvas: HTMLCanvasElement } | null = null
  return async (size, format, quality) => {
    if (drawing?.size.width !== size.width || drawing.size.height !== size.height) {
      drawing = { size, canvas: await drawnAt(bitmap, size) }
    }
    return written(drawing.canvas, `image/${format}`, quality)
  }
}

/** Whether something of the product would show through the picture. */
export function isTransparent(bitmap: ImageBitmap): boolean {
  const scale = Math.min(1, PROBE_SIDE / Math.max(bitmap.width, bitmap.height))
  const [width, height] = [bitmap.width * scale, bitmap.height * scale].map(Math.ceil)
  const pen = penOf(canvasOf({ width: width ?? 1, height: height ?? 1 }))
  pen.drawImage(bitmap, 0, 0, pen.canvas.width, pen.canvas.height)
  const { data } = pen.getImageData(0, 0, pen.canvas.width, pen.canvas.height)
  return data.some((value, index) => index % 4 === 3 && value < 255)
}

async function drawnAt(bitmap: ImageBitmap, size: Size): Promise<HTMLCanvasElement> {
  const canvas = canvasOf(size)
  if (bitmap.width === size.width && bitmap.height === size.height) {
    penOf(canvas).drawImage(bitmap, 0, 0)
    return canvas
  }
  const { resizer } = await import('./resizer')
  return resizer.resize(bitmap, canvas)
}

function canvasOf(size: Size): HTMLCanvasElement {
  return Object.assign(document.createElement('canvas'), size)
}

function penOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const pen = canvas.getContext('2d', { willReadFrequently: canvas.width <= PROBE_SIDE })
  if (!pen) throw new Error('This browser cannot draw a picture of this size.')
  return pen
}

function written(canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const done = (blob: Blob | null) =>
      blob ? resolve(blob) : reject(new Error('This browser cannot write a picture of this size.'))
    canvas.toBlob(done, type, quality)
  })
}
