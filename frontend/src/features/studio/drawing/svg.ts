import type { ColourKey, DesignDocument, Layer } from './document'
import { sceneLayerOf, sceneOf } from './layers'
import { LENGTH_PLACES, SCALE_PLACES, textOf } from './numbers'
import type { Packs } from './packs'
import { pathData } from './paths'
import type { Path, Picture, SceneLayer, Shape, Transform } from './scene'

/* A design as SVG: the same text, byte for byte, as the server's `drawing/svg.py` writes. */

/** Where a picture, with its colour key, is to be had. */
export type Href = (artwork: string, colourKey: ColourKey | null) => string

/** Stands for the picture where nobody wants to load it. */
export const pictureName: Href = (artwork, colourKey) => {
  if (colourKey === null) return `artwork:${artwork}`
  const colour = colourKey.colour.replace('#', '')
  return `artwork:${artwork}?key=${colour}&tolerance=${textOf(colourKey.tolerance)}`
}

/** Throws NotLoadedError unless the packs have loaded the document. */
export function designToSvg(document: DesignDocument, packs: Packs, href = pictureName): string {
  const scene = sceneOf(document, packs)
  const width = textOf(scene.widthMm)
  const height = textOf(scene.heightMm)
  const layers = scene.layers.map((layer) => layerMarkup(layer, href)).join('')
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" ` +
    `viewBox="0 0 ${width} ${height}">${layers}</svg>`
  )
}

/** One layer's element, as it is within the design's. */
export function layerToSvg(layer: Layer, packs: Packs, href = pictureName): string {
  return layerMarkup(sceneLayerOf(layer, packs), href)
}

function layerMarkup(layer: SceneLayer, href: Href): string {
  const opacity = layer.opacity === 1 ? '' : ` opacity="${textOf(layer.opacity)}"`
  const clipId = `clip-${layer.id}`
  const clipped = layer.clip ? ` clip-path="url(#${clipId})"` : ''
  const clip = layer.clip ? clipMarkup(clipId, layer.clip) : ''
  const items = layer.items.map((item) =>
    item.kind === 'picture' ? pictureMarkup(item, href) : shapeMarkup(item),
  )
  return `<g${transformsText(layer.transforms)}${opacity}${clipped}>${clip}${items.join('')}</g>`
}

function clipMarkup(clipId: string, path: Path): string {
  return `<clipPath id="${clipId}"><path d="${pathData(path)}"/></clipPath>`
}

function shapeMarkup(shape: Shape): string {
  const stroke =
    shape.stroke === null
      ? ''
      : ` stroke="${shape.stroke}" stroke-width="${textOf(shape.strokeWidth)}"` +
        ' stroke-linejoin="round" stroke-linecap="round"'
  const paint = ` fill="${shape.fill ?? 'none'}"${stroke}`
  return `<path d="${pathData(shape.path)}"${transformsText(shape.transforms)}${paint}/>`
}

function pictureMarkup(picture: Picture, href: Href): string {
  return (
    `<image href="${escaped(href(picture.artwork, picture.colourKey))}" ` +
    `x="${textOf(picture.x)}" y="${textOf(picture.y)}" ` +
    `width="${textOf(picture.width)}" height="${textOf(picture.height)}" ` +
    `preserveAspectRatio="none"${transformsText(picture.transforms)}/>`
  )
}

function transformsText(transforms: readonly Transform[]): string {
  return transforms.length === 0 ? '' : ` transform="${transforms.map(transformText).join(' ')}"`
}

export function transformText({ kind, values }: Transform): string {
  const places = kind === 'scale' ? SCALE_PLACES : LENGTH_PLACES
  return `${kind}(${values.map((value) => textOf(value, places)).join(' ')})`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
