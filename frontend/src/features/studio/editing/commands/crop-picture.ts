import type { Crop, DesignDocument, ImageLayer } from '@/features/studio/drawing/document'
import { boxAt, MIDDLE, pointOf, type Box, type Part } from '@/features/studio/editing/geometry'
import { changeLayers } from '@/features/studio/editing/layers'
import { tidyCrop } from '@/features/studio/editing/tidy'

/** Shows another part of the picture; what is still shown stays where it was, as large as it was. */
export function cropPicture(document: DesignDocument, id: string, crop: Crop): DesignDocument {
  return changeLayers(document, [id], (layer) => {
    if (layer.kind !== 'image') return layer
    const tidied = tidyCrop(crop)
    return { ...layer, crop: tidied, ...boxOfCrop(layer, tidied) }
  })
}

/** Where the whole picture would stand if nothing of it were cropped. */
export function wholePictureOf(layer: ImageLayer): Box {
  return boxOfCrop(layer, { x: 0, y: 0, width: 1, height: 1 })
}

/** Where that much of the layer's picture stands. */
function boxOfCrop(layer: ImageLayer, crop: Crop): Box {
  const size = {
    width_mm: (layer.width_mm / layer.crop.width) * crop.width,
    height_mm: (layer.height_mm / layer.crop.height) * crop.height,
  }
  const middle = { x: crop.x + crop.width / 2, y: crop.y + crop.height / 2 }
  const point = pointOf(layer, partOfCrop(layer, middle))
  return boxAt(size, layer.rotation_deg, MIDDLE, point)
}

/** Which part of the layer's box shows this part of its picture. */
function partOfCrop({ crop, flip_x, flip_y }: ImageLayer, part: Part): Part {
  const x = (part.x - crop.x) / crop.width
  const y = (part.y - crop.y) / crop.height
  return { x: flip_x ? 1 - x : x, y: flip_y ? 1 - y : y }
}
