import type { Crop, ImageLayer, Layer, TextLayer } from '@/features/studio/drawing/document'
import { rounded } from '@/features/studio/drawing/numbers'
import { plainAngle } from './geometry'

/** A document's lengths are kept to a micrometre. */
const PLACES = 3
const MOST_IN_NAME = 60
const MOST_IN_CONTENT = 500

/** What the schema allows, by the name of a layer's number. */
export const RANGES = {
  x_mm: [-5000, 5000],
  y_mm: [-5000, 5000],
  width_mm: [0.1, 5000],
  height_mm: [0.1, 5000],
  rotation_deg: [-360, 360],
  opacity: [0, 1],
  size_mm: [0.5, 1000],
  letter_spacing: [-0.5, 2],
  line_height: [0.5, 4],
  curve_deg: [-360, 360],
} as const
type Ranged = keyof typeof RANGES
export const OUTLINE_RANGE = [0.05, 50] as const
const LEAST_CROP = 0.001

export const tidyNumber = (number: number): number => rounded(number, PLACES)

/** Within the range, the lower end first where a range is turned round. */
export function within(number: number, [least, most]: readonly [number, number]): number {
  return Math.min(Math.max(number, least), most)
}

/**
 * The layer as it may stand in a document: numbers rounded and within the schema's ranges, text in
 * one form. What is no number (an empty field) stays as it was in `before`.
 */
export function tidyLayer(layer: Layer, before: Layer = layer): Layer {
  const common = { ...layer, ...tidyNumbers(layer, before) }
  common.name = tidyText(layer.name, MOST_IN_NAME)
  common.rotation_deg = tidyNumber(plainAngle(common.rotation_deg))
  if (common.kind === 'image') return { ...common, ...tidyPicture(common) }
  return common.kind === 'text' ? { ...common, ...tidyWords(common) } : common
}

function tidyPicture({ crop, colour_key: key }: ImageLayer) {
  const tolerance = key && tidyNumber(within(key.tolerance, [0, 1]))
  return { crop: tidyCrop(crop), colour_key: key && { ...key, tolerance: tolerance ?? 0 } }
}

function tidyWords({ content, outline }: TextLayer) {
  const width_mm = outline && tidyNumber(within(outline.width_mm, OUTLINE_RANGE))
  return {
    content: tidyText(content, MOST_IN_CONTENT),
    outline: outline && { ...outline, width_mm: width_mm ?? OUTLINE_RANGE[0] },
  }
}

function tidyNumbers(layer: Layer, before: Layer): Partial<Record<Ranged, number>> {
  const [values, old] = [layer, before] as Partial<Record<Ranged, number>>[]
  const names = (Object.keys(RANGES) as Ranged[]).filter((name) => name in layer)
  const numbers = names.map((name) => [name, numberOf(name, values?.[name], old?.[name])])
  return Object.fromEntries(numbers) as Partial<Record<Ranged, number>>
}

function numberOf(name: Ranged, value = NaN, before = 0): number {
  return tidyNumber(within(Number.isFinite(value) ? value : before, RANGES[name]))
}

/** Some of the picture, and nothing beside it. */
export function tidyCrop({ x, y, width, height }: Crop): Crop {
  const [left, across] = tidySpan(x, width)
  const [top, down] = tidySpan(y, height)
  return { x: left, y: top, width: across, height: down }
}

function tidySpan(from: number, length: number): readonly [number, number] {
  const start = tidyNumber(within(from, [0, 1 - LEAST_CROP]))
  return [start, tidyNumber(within(length, [LEAST_CROP, 1 - start]))]
}

function tidyText(text: string, most: number): string {
  const plain = text.normalize('NFC').replace(/\r\n?/g, '\n')
  return plain.length <= most ? plain : Array.from(plain).slice(0, most).join('')
}
