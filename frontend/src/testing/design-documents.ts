import type {
  ClipartLayer,
  DesignDocument,
  ImageLayer,
  Layer,
  TextLayer,
} from '@/features/studio/drawing/document'
import type { Measure } from '@/features/studio/editing/text-box'

/** A shirt's front, 300 × 400 mm, with these layers from the lowest to the topmost. */
export function designOf(...layers: Layer[]): DesignDocument {
  return { format: 'ck.design/1', placement: 'front', width_mm: 300, height_mm: 400, layers }
}

const common = {
  group: null,
  x_mm: 10,
  y_mm: 20,
  width_mm: 80,
  height_mm: 60,
  rotation_deg: 0,
  opacity: 1,
  locked: false,
}

export function photo(more: Partial<ImageLayer> = {}): ImageLayer {
  return {
    ...common,
    kind: 'image',
    id: 'photo',
    name: 'cat.jpg',
    artwork: 'a'.repeat(64),
    crop: { x: 0, y: 0, width: 1, height: 1 },
    mask: 'none',
    flip_x: false,
    flip_y: false,
    colour_key: null,
    ...more,
  }
}

/** "Ana", 15 mm wide and 12 mm high as `measureRoughly` sees it, in a box that fits it closely. */
export function words(more: Partial<TextLayer> = {}): TextLayer {
  return {
    ...common,
    kind: 'text',
    id: 'words',
    name: 'Ana',
    width_mm: 15,
    height_mm: 12,
    content: 'Ana',
    font: 'lobster-400',
    size_mm: 10,
    colour: '#112233',
    align: 'left',
    letter_spacing: 0,
    line_height: 1.2,
    outline: null,
    curve_deg: 0,
    ...more,
  }
}

export function star(more: Partial<ClipartLayer> = {}): ClipartLayer {
  return {
    ...common,
    kind: 'clipart',
    id: 'star',
    name: 'Star',
    clipart: 'star',
    colours: [],
    flip_x: false,
    flip_y: false,
    ...more,
  }
}

/** As if every letter were half an em wide; wraps at spaces as text is wrapped when drawn. */
export const measureRoughly: Measure = (layer) => {
  const letter_mm = layer.size_mm * (0.5 + layer.letter_spacing)
  const most = layer.curve_deg === 0 ? layer.width_mm / letter_mm : Infinity
  const lines = layer.content.split('\n').flatMap((line) => wrapped(line, most))
  return {
    width_mm: Math.max(...lines.map((line) => line.length)) * letter_mm,
    height_mm: lines.length * layer.line_height * layer.size_mm,
  }
}

function wrapped(line: string, most: number): string[] {
  const [first = '', ...rest] = line.split(' ')
  const lines = [first]
  for (const word of rest) {
    const longer = `${lines.at(-1) ?? ''} ${word}`
    if (longer.length <= most) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}
