import { vi } from 'vitest'

type Drawn = { width: number; height: number }

/**
 * Gives the tests' browser what it lacks to open a chosen picture: it sees one of this size. Null
 * makes every file damaged, as a browser says it.
 */
export function canOpenPictures(size: Drawn | null): void {
  vi.stubGlobal('createImageBitmap', () =>
    size
      ? Promise.resolve({ ...size, close: () => undefined })
      : Promise.reject(new DOMException('The source image could not be decoded.')),
  )
  URL.createObjectURL = () => 'blob:picture'
  URL.revokeObjectURL = () => undefined
}

/** A file that begins like a PNG of this size. */
export function pngFile(name: string, { width, height }: Drawn): File {
  const header = new DataView(new ArrayBuffer(33))
  const start = [0x89504e47, 0x0d0a1a0a, 13, 0x49484452, width, height, 0x08020000]
  start.forEach((word, index) => header.setUint32(index * 4, word))
  return new File([header], name, { type: 'image/png' })
}
