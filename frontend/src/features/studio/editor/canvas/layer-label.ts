import type { Layer } from '@/features/studio/drawing/document'

const KINDS = { image: 'Picture', text: 'Words', clipart: 'Clipart' }
const MOST_WORDS = 40

/** What a layer is called on the screen: "Picture cat.jpg", "Words “Happy birthday”". */
export function titleOf(layer: Layer): string {
  const kind = KINDS[layer.kind]
  if (layer.name) return `${kind} ${layer.name}`
  if (layer.kind !== 'text') return kind
  const words = layer.content.replace(/\s+/g, ' ').trim()
  const shown = words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS).trimEnd()}…` : words
  return shown ? `${kind} “${shown}”` : `${kind}, empty`
}

/** All that can be seen of it, for whoever cannot: "Picture cat.jpg, 80 × 60 mm at 10, 20". */
export function labelOf(layer: Layer): string {
  const { x_mm, y_mm, width_mm, height_mm, rotation_deg, locked, group } = layer
  return [
    titleOf(layer),
    `${plain(width_mm)} × ${plain(height_mm)} mm at ${plain(x_mm)}, ${plain(y_mm)}`,
    rotation_deg !== 0 && `turned ${plain(rotation_deg)}°`,
    group !== null && 'in a group',
    locked && 'locked',
  ]
    .filter(Boolean)
    .join(', ')
}

/** "1 layer", "3 layers". */
export function countOf(layers: readonly unknown[]): string {
  return layers.length === 1 ? '1 layer' : `${layers.length} layers`
}

/** A tenth of a millimetre or of a degree is as much as anybody can imagine. */
function plain(number: number): string {
  return String(Math.round(number * 10) / 10)
}
