/** Pixels of a picture, small enough to be looked through at once. */
export type Sample = { width: number; height: number; data: Uint8ClampedArray }

const SIDE = 400

/** Opens a picture at its address and reads its pixels. Rejects where the browser would not. */
export async function sampleOf(url: string): Promise<Sample> {
  const image = new Image()
  // Signed links of a shop deployed apart are on another origin.
  image.crossOrigin = 'anonymous'
  image.src = url
  await image.decode()
  const scale = Math.min(1, SIDE / Math.max(image.naturalWidth, image.naturalHeight))
  const width = Math.max(1, Math.round(image.naturalWidth * scale))
  const height = Math.max(1, Math.round(image.naturalHeight * scale))
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) throw new Error('This browser cannot read pictures.')
  pen.drawImage(image, 0, 0, width, height)
  return pen.getImageData(0, 0, width, height)
}

/** The colour at a place, in parts 0..1 of the picture; null where nothing is. */
export function colourAt({ width, height, data }: Sample, x: number, y: number): string | null {
  const column = Math.min(width - 1, Math.floor(x * width))
  const row = Math.min(height - 1, Math.floor(y * height))
  const at = (row * width + column) * 4
  if ((data[at + 3] ?? 0) < 128) return null
  return `#${[0, 1, 2].map((part) => hex(data[at + part] ?? 0)).join('')}`
}

const CORNERS = [
  ['Top left corner', 0.005, 0.005],
  ['Top right corner', 0.995, 0.005],
  ['Bottom left corner', 0.005, 0.995],
  ['Bottom right corner', 0.995, 0.995],
] as const

/** The colours in the corners, where a background most likely is; each once. */
export function cornerColours(sample: Sample): { name: string; hex: string }[] {
  const found = new Map<string, string>()
  for (const [name, x, y] of CORNERS) {
    const colour = colourAt(sample, x, y)
    if (colour && !found.has(colour)) found.set(colour, name)
  }
  return Array.from(found, ([colour, name]) => ({ name, hex: colour }))
}

const hex = (value: number) => value.toString(16).padStart(2, '0')
