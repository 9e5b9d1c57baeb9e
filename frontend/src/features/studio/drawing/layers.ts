import type { ClipartLayer, DesignDocument, ImageLayer, Layer, TextLayer } from './document'
import { BOX, MASKS, stretched } from './masks'
import { rounded } from './numbers'
import type { Packs } from './packs'
import {
  type Path,
  type Picture,
  rotate,
  scale,
  type Scene,
  type SceneLayer,
  type Shape,
  type Transform,
  translate,
} from './scene'
import { lettersOf, outlineUnits } from './text'

/* From a design document to its scene: what each kind of layer draws; as the server's `layers.py`. */

/** Throws NotLoadedError for what the packs have not loaded. */
export function sceneOf(document: DesignDocument, packs: Packs): Scene {
  return {
    widthMm: rounded(document.width_mm),
    heightMm: rounded(document.height_mm),
    layers: document.layers.map((layer) => sceneLayerOf(layer, packs)),
  }
}

export function sceneLayerOf(layer: Layer, packs: Packs): SceneLayer {
  return {
    id: layer.id,
    opacity: rounded(layer.opacity),
    transforms: turned(layer),
    clip: layer.kind === 'image' ? clipOf(layer) : null,
    items: itemsOf(layer, packs),
  }
}

function itemsOf(layer: Layer, packs: Packs): (Shape | Picture)[] {
  if (layer.kind === 'image') return [pictureOf(layer)]
  return layer.kind === 'text' ? wordsOf(layer, packs) : pieceOf(layer, packs)
}

function turned(layer: Layer): Transform[] {
  if (layer.rotation_deg === 0) return []
  const x = layer.x_mm + layer.width_mm / 2
  const y = layer.y_mm + layer.height_mm / 2
  return [rotate(layer.rotation_deg, x, y)]
}

/** The mask, or the box where the picture reaches beyond it. */
function clipOf({ mask, crop, x_mm, y_mm, width_mm, height_mm }: ImageLayer): Path | null {
  if (mask !== 'none') return stretched(MASKS[mask], x_mm, y_mm, width_mm, height_mm)
  const isWhole = crop.x === 0 && crop.y === 0 && crop.width === 1 && crop.height === 1
  return isWhole ? null : stretched(BOX, x_mm, y_mm, width_mm, height_mm)
}

/** The whole of it, so that the part which the crop leaves lies on the box. */
function pictureOf(layer: ImageLayer): Picture {
  const width = layer.width_mm / layer.crop.width
  const height = layer.height_mm / layer.crop.height
  return {
    kind: 'picture',
    artwork: layer.artwork,
    colourKey: layer.colour_key,
    x: rounded(layer.x_mm - layer.crop.x * width),
    y: rounded(layer.y_mm - layer.crop.y * height),
    width: rounded(width),
    height: rounded(height),
    transforms: flipped(layer),
  }
}

/** The picture alone is mirrored, in the box; its mask stays upright. */
function flipped(layer: ImageLayer): Transform[] {
  if (!layer.flip_x && !layer.flip_y) return []
  const x = layer.flip_x ? 2 * layer.x_mm + layer.width_mm : 0
  const y = layer.flip_y ? 2 * layer.y_mm + layer.height_mm : 0
  return [translate(x, y), scale(layer.flip_x ? -1 : 1, layer.flip_y ? -1 : 1)]
}

/** All rings lie below all letters, so that no ring covers the letter before it. */
function wordsOf(layer: TextLayer, packs: Packs): Shape[] {
  const letters = lettersOf(layer, packs)
  const fills = letters.map(({ outline, transforms }) => filled(outline, transforms, layer.colour))
  const ring = layer.outline
  if (ring === null) return fills
  // Its inner half lies under the letter.
  const strokeWidth = rounded(outlineUnits(layer, 2 * ring.width_mm, packs))
  const rings = fills.map((fill) => ({ ...fill, fill: null, stroke: ring.colour, strokeWidth }))
  return [...rings, ...fills]
}

function pieceOf(layer: ClipartLayer, packs: Packs): Shape[] {
  const piece = packs.piece(layer.clipart)
  const colours = [...layer.colours, ...piece.palette.slice(layer.colours.length)]
  const transforms = placed(layer, piece.width, piece.height)
  return piece.paths.map(([path, colour]) => filled(path, transforms, colours[colour] ?? null))
}

/** A drawing of this size, stretched over the box; mirrored, it starts at the other side. */
function placed(layer: ClipartLayer, width: number, height: number): Transform[] {
  const x = layer.x_mm + (layer.flip_x ? layer.width_mm : 0)
  const y = layer.y_mm + (layer.flip_y ? layer.height_mm : 0)
  const across = (layer.width_mm / width) * (layer.flip_x ? -1 : 1)
  const down = (layer.height_mm / height) * (layer.flip_y ? -1 : 1)
  return [translate(x, y), scale(across, down)]
}

function filled(path: Path, transforms: readonly Transform[], fill: string | null): Shape {
  return { kind: 'shape', path, transforms, fill, stroke: null, strokeWidth: 0 }
}
