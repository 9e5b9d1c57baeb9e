import type {
  ClipartLayer,
  DesignDocument,
  ImageLayer,
  TextLayer,
} from '@/features/studio/drawing/document'
import type { SizeMm } from './geometry'
import { fitBox, type Measure } from './text-box'
import { tidyNumber } from './tidy'

/** How much of the print area something new may take, so that it can still be seen around. */
const SHARE = { picture: 0.8, words: 0.9, clipart: 0.4 }

/** What every layer begins as; `addLayers` makes the ids their own. */
const BEGINNING = { group: null, rotation_deg: 0, opacity: 1, locked: false }

/** A picture, whole, in the middle of the print area. */
export function newPicture(
  document: DesignDocument,
  picture: { artwork: string; name: string; width_px: number; height_px: number },
): ImageLayer {
  const { artwork, name, width_px, height_px } = picture
  return {
    ...BEGINNING,
    ...centred(document, fitted(document, width_px / height_px, SHARE.picture)),
    kind: 'image',
    id: 'picture',
    name,
    artwork,
    crop: { x: 0, y: 0, width: 1, height: 1 },
    mask: 'none',
    flip_x: false,
    flip_y: false,
    colour_key: null,
  }
}

/** A piece of clipart in its own colours; `aspect` is its width by its height. */
export function newClipart(
  document: DesignDocument,
  piece: { clipart: string; name: string; aspect: number },
): ClipartLayer {
  return {
    ...BEGINNING,
    ...centred(document, fitted(document, piece.aspect, SHARE.clipart)),
    kind: 'clipart',
    id: 'clipart',
    name: piece.name,
    clipart: piece.clipart,
    colours: [],
    flip_x: false,
    flip_y: false,
  }
}

/** Words in the middle, as large as lets them stand on one line, in a box that grows with them. */
export function newWords(
  document: DesignDocument,
  words: { content: string; font: string; colour: string },
  measure: Measure,
): TextLayer {
  const { width_mm, height_mm } = document
  const layer: TextLayer = {
    ...BEGINNING,
    ...centred(document, { width_mm: width_mm * SHARE.words, height_mm: height_mm / 8 }),
    ...words,
    kind: 'text',
    id: 'words',
    name: '',
    size_mm: tidyNumber(Math.min(width_mm, height_mm) / 8),
    align: 'center',
    letter_spacing: 0,
    line_height: 1.2,
    outline: null,
    curve_deg: 0,
  }
  const sized = { ...layer, size_mm: sizeOnOneLine(layer, measure) }
  // As if it had been in step before, so that it is from now on.
  const snug = fitBox(sized, { ...sized, curve_deg: 1 }, measure, width_mm * SHARE.words)
  return { ...snug, ...centred(document, snug) }
}

function sizeOnOneLine(layer: TextLayer, measure: Measure): number {
  const natural = measure({ ...layer, width_mm: 5000 })
  const share = natural ? layer.width_mm / natural.width_mm : 1
  return tidyNumber(Math.max(0.5, layer.size_mm * Math.min(1, share)))
}

function fitted({ width_mm, height_mm }: SizeMm, aspect: number, share: number): SizeMm {
  const width = Math.min(width_mm, height_mm * aspect) * share
  return { width_mm: width, height_mm: width / aspect }
}

function centred(area: SizeMm, { width_mm, height_mm }: SizeMm) {
  const [x_mm, y_mm] = [(area.width_mm - width_mm) / 2, (area.height_mm - height_mm) / 2]
  return {
    x_mm: tidyNumber(x_mm),
    y_mm: tidyNumber(y_mm),
    width_mm: tidyNumber(width_mm),
    height_mm: tidyNumber(height_mm),
  }
}
