import type { DesignDocument, Layer } from '@/features/studio/drawing/document'
import { tidyLayer } from './tidy'

/** What a document may hold. */
export const MOST_LAYERS = 100

type Ids = readonly string[]

/** The layers with these ids, from the lowest to the topmost. */
export function layersOf({ layers }: DesignDocument, ids: Ids): Layer[] {
  return layers.filter(({ id }) => ids.includes(id))
}

/** Those that a command may change. */
export function unlockedOf(document: DesignDocument, ids: Ids): Layer[] {
  return layersOf(document, ids).filter(({ locked }) => !locked)
}

/**
 * The document with these layers changed and tidied; locked ones stay as they are. A layer that
 * comes out as it was stays the same object, and so does the document, so that nothing is drawn
 * or remembered twice.
 */
export function changeLayers(
  document: DesignDocument,
  ids: Ids,
  change: (layer: Layer) => Layer,
): DesignDocument {
  return withLayers(
    document,
    document.layers.map((layer) =>
      ids.includes(layer.id) && !layer.locked ? changed(layer, change(layer)) : layer,
    ),
  )
}

/** The document with other layers in place of its own. */
export function withLayers(document: DesignDocument, layers: Layer[]): DesignDocument {
  const isSame =
    layers.length === document.layers.length &&
    layers.every((layer, index) => layer === document.layers[index])
  return isSame ? document : { ...document, layers }
}

export function changed(layer: Layer, next: Layer): Layer {
  const tidied = tidyLayer(next, layer)
  return JSON.stringify(tidied) === JSON.stringify(layer) ? layer : tidied
}

/** An id that no layer and no group of the document has, made from one that it has. */
export function freshId({ layers }: DesignDocument, stem: string): string {
  const taken = new Set(layers.flatMap(({ id, group }) => [id, group]))
  if (!taken.has(stem)) return stem
  const root = stem.replace(/-\d+$/, '').slice(0, 34)
  let count = 2
  while (taken.has(`${root}-${count}`)) count += 1
  return `${root}-${count}`
}

/** These layers and all that are in a group with one of them. */
export function withTheirGroups({ layers }: DesignDocument, ids: Ids): string[] {
  const chosen = layers.filter(({ id }) => ids.includes(id))
  const groups = new Set(chosen.flatMap(({ group }) => group ?? []))
  return layers
    .filter((layer) => chosen.includes(layer) || (layer.group !== null && groups.has(layer.group)))
    .map(({ id }) => id)
}

/** Layers that move as one: each group, and each layer without one. */
export function unitsOf(layers: readonly Layer[]): Layer[][] {
  const units = new Map<string, Layer[]>()
  for (const layer of layers) {
    const key = layer.group === null ? `layer ${layer.id}` : `group ${layer.group}`
    units.set(key, [...(units.get(key) ?? []), layer])
  }
  return [...units.values()]
}
