import type { DesignDocument, Layer } from '@/features/studio/drawing/document'
import { freshId, MOST_LAYERS } from '@/features/studio/editing/layers'
import { tidyLayer } from '@/features/studio/editing/tidy'

/**
 * Puts layers on top of the others; ids that are taken are made anew. A document that would have
 * too many stays as it is.
 */
export function addLayers(document: DesignDocument, layers: readonly Layer[]): DesignDocument {
  if (document.layers.length + layers.length > MOST_LAYERS) return document
  return layers.reduce(withOneMore, document)
}

function withOneMore(document: DesignDocument, layer: Layer): DesignDocument {
  const added = { ...tidyLayer(layer), id: freshId(document, layer.id) }
  return { ...document, layers: [...document.layers, added] }
}
