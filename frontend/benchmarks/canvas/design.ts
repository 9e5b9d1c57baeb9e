import type { DesignDocument, Layer, TextLayer } from '@/features/studio/drawing/document'

const common = { group: null, rotation_deg: 0, opacity: 1, locked: false }

/** Twenty layers of all kinds, as a busy shirt has them: curved words, outlines, masks, clipart. */
export function busyDesign(): DesignDocument {
  const layers = Array.from({ length: 20 }, (_, at) => layerAt(at))
  return { format: 'ck.design/1', placement: 'front', width_mm: 300, height_mm: 400, layers }
}

function layerAt(at: number): Layer {
  const place = { x_mm: 10 + (at % 4) * 72, y_mm: 12 + Math.floor(at / 4) * 76 }
  const box = { ...common, ...place, id: `layer-${at}`, name: '', rotation_deg: (at * 17) % 40 }
  if (at % 3 === 0) return { ...box, ...picture(at) }
  return at % 3 === 1 ? { ...box, ...words(at) } : { ...box, ...clipart(at) }
}

function picture(at: number) {
  return {
    kind: 'image' as const,
    name: `photo-${at}.jpg`,
    width_mm: 80,
    height_mm: 60,
    artwork: String(at % 4).repeat(64),
    crop: { x: 0, y: 0, width: 1, height: 1 },
    mask: (['none', 'rounded', 'heart', 'ellipse'] as const)[at % 4] ?? 'none',
    flip_x: false,
    flip_y: false,
    colour_key: null,
  }
}

function words(at: number): Omit<TextLayer, keyof typeof common | 'id' | 'name' | 'x_mm' | 'y_mm'> {
  return {
    kind: 'text',
    width_mm: 70,
    height_mm: 40,
    content: at % 2 === 0 ? 'Happy birthday, Lola Carmen!' : 'Team Reyes\nsince 1998',
    font: ['lobster-400', 'bebas-neue-400', 'pacifico-400'][at % 3] ?? 'lobster-400',
    size_mm: 11,
    colour: '#2b3f9b',
    align: 'center',
    letter_spacing: 0,
    line_height: 1.2,
    outline: at % 2 === 0 ? { colour: '#f4c542', width_mm: 0.6 } : null,
    curve_deg: at % 4 === 1 ? 120 : 0,
  }
}

function clipart(at: number) {
  return {
    kind: 'clipart' as const,
    width_mm: 60,
    height_mm: 60,
    clipart: ['partying-face', 'birthday-cake', 'heart-with-arrow'][at % 3] ?? 'partying-face',
    colours: [],
    flip_x: false,
    flip_y: false,
  }
}
