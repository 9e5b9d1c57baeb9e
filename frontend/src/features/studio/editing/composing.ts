import type { DesignDocument, ImageLayer, TextLayer } from '@/features/studio/drawing/document'
import type { Measure } from './text-box'
import { tidyLayer } from './tidy'

/**
 * The document of the short form, a picture and words without an editor: number by number what the
 * shop makes of them in backend/customkeeps/drawing/composing.py, which a golden file holds.
 */

/** A print area; `seen` is what a look at the product shows of it: left, top, right, bottom. */
export type Area = {
  code: string
  width_mm: number
  height_mm: number
  seen: readonly [number, number, number, number]
}

export type ComposedPicture = { artwork: string; width_px: number; height_px: number }

type Box = { x: number; y: number; width: number; height: number }

/** Of the pack: it has most of the letters there are, and is read from afar. */
export const WORDS_FONT = 'open-sans-700'
const LINE_HEIGHT = 1.2
/** The lower share of the print area that words take where there is a picture above them. */
const WORDS_SHARE = 0.25
/** What words fill of their place. */
const FILLED_WIDTH = 0.9
const FILLED_HEIGHT = 0.86
const SMALLEST = 0.5
const LARGEST = 1000
const STEP = 0.01
const THINNEST = 0.1

/** The picture over the words, or either alone; null while the words' font is still on its way. */
export function compose(
  area: Area,
  picture: ComposedPicture | null,
  words: string,
  ink: string,
  measure: Measure,
): DesignDocument | null {
  const document = emptyDocument(area)
  if (picture) document.layers.push(pictureLayer(picture, pictureBox(area, words)))
  if (words.trim()) {
    const layer = wordsLayer(words, picture ? bottomOf(area) : seenOf(area), ink, measure)
    if (!layer) return null
    document.layers.push(layer)
  }
  return { ...document, layers: document.layers.map((layer) => tidyLayer(layer)) }
}

export function emptyDocument({ code, width_mm, height_mm }: Omit<Area, 'seen'>): DesignDocument {
  return { format: 'ck.design/1', placement: code, width_mm, height_mm, layers: [] }
}

function pictureBox({ width_mm, height_mm }: Area, words: string): Box {
  const left_to_it = words.trim() ? 1 - WORDS_SHARE : 1
  return { x: 0, y: 0, width: width_mm, height: height_mm * left_to_it }
}

function seenOf({ width_mm, height_mm, seen: [left, top, right, bottom] }: Area): Box {
  return {
    x: left * width_mm,
    y: top * height_mm,
    width: (right - left) * width_mm,
    height: (bottom - top) * height_mm,
  }
}

function bottomOf(area: Area): Box {
  const seen = seenOf(area)
  const height = seen.height * WORDS_SHARE
  return { x: seen.x, y: seen.y + seen.height - height, width: seen.width, height }
}

function pictureLayer({ artwork, width_px, height_px }: ComposedPicture, box: Box): ImageLayer {
  const scale = Math.min(box.width / width_px, box.height / height_px)
  const width_mm = Math.max(THINNEST, width_px * scale)
  const height_mm = Math.max(THINNEST, height_px * scale)
  return {
    kind: 'image',
    ...common('picture', 'Picture'),
    x_mm: box.x + (box.width - width_mm) / 2,
    y_mm: box.y + (box.height - height_mm) / 2,
    width_mm,
    height_mm,
    artwork,
    crop: { x: 0, y: 0, width: 1, height: 1 },
    mask: 'none',
    flip_x: false,
    flip_y: false,
    colour_key: null,
  }
}

/** The words in the middle of the box, as large as they fit. */
function wordsLayer(words: string, box: Box, ink: string, measure: Measure): TextLayer | null {
  const width_mm = box.width * FILLED_WIDTH
  const layer: TextLayer = {
    kind: 'text',
    ...common('words', 'Words'),
    x_mm: box.x + (box.width - width_mm) / 2,
    y_mm: box.y,
    width_mm,
    height_mm: box.height,
    content: tidyWords(words),
    font: WORDS_FONT,
    size_mm: SMALLEST,
    colour: ink,
    align: 'center',
    letter_spacing: 0,
    line_height: LINE_HEIGHT,
    outline: null,
    curve_deg: 0,
  }
  if (!measure(layer)) return null
  const most = { width: width_mm, height: box.height * FILLED_HEIGHT }
  layer.size_mm = largest((size) => fits({ ...layer, size_mm: size }, most, measure))
  layer.height_mm = measure(layer)?.height_mm ?? box.height
  layer.y_mm = box.y + (box.height - layer.height_mm) / 2
  return layer
}

function fits(
  layer: TextLayer,
  most: { width: number; height: number },
  measure: Measure,
): boolean {
  const size = measure(layer)
  return size !== null && size.width_mm <= most.width && size.height_mm <= most.height
}

/** The largest size that fits, in steps; the smallest where none does. */
function largest(fit: (size: number) => boolean): number {
  let low = Math.round(SMALLEST / STEP)
  let high = Math.round(LARGEST / STEP)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (fit(middle * STEP)) low = middle
    else high = middle
  }
  return low * STEP
}

/** Lines as typed; blanks count once. */
function tidyWords(words: string): string {
  return words
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).join(' '))
    .join('\n')
}

function common(id: string, name: string) {
  return { id, name, group: null, rotation_deg: 0, opacity: 1, locked: false }
}
