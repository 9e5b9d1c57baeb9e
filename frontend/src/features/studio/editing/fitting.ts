import type { DesignDocument, Layer } from '@/features/studio/drawing/document'
import { OUTLINE_RANGE, RANGES, tidyLayer, within } from './tidy'

/** A design moved to other print areas, as backend/customkeeps/drawing/fitting.py does it. */

type Area = { code: string; width_mm: number; height_mm: number }

export type Fitted = {
  /** In the areas' order; only those that something was for. */
  documents: DesignDocument[]
  /** What the product has no place for. */
  left_over: DesignDocument[]
}

/** A placement goes to that of the same code, the others by position to those that are left. */
export function fitAll(documents: readonly DesignDocument[], areas: readonly Area[]): Fitted {
  const codes = new Set(areas.map(({ code }) => code))
  const own = new Set(documents.map(({ placement }) => placement).filter((code) => codes.has(code)))
  const free = areas.filter(({ code }) => !own.has(code))
  const fitted = new Map<string, DesignDocument>()
  const left_over: DesignDocument[] = []
  for (const document of documents) {
    const area = areas.find(({ code }) => code === document.placement) ?? free.shift()
    if (area) fitted.set(area.code, fit(document, area))
    else left_over.push(document)
  }
  return { documents: areas.flatMap(({ code }) => fitted.get(code) ?? []), left_over }
}

/** As large as fits, in the middle, in its own proportions; as it is on an area of the same size. */
export function fit(document: DesignDocument, area: Area): DesignDocument {
  const { width_mm, height_mm } = area
  const moved = { ...document, placement: area.code, width_mm, height_mm }
  if (document.width_mm === width_mm && document.height_mm === height_mm) return moved
  const scale = Math.min(width_mm / document.width_mm, height_mm / document.height_mm)
  const left = (width_mm - document.width_mm * scale) / 2
  const top = (height_mm - document.height_mm * scale) / 2
  const layers = document.layers.map((layer) => tidyLayer(movedLayer(layer, scale, left, top)))
  return { ...moved, layers }
}

function movedLayer(layer: Layer, scale: number, left: number, top: number): Layer {
  const moved = {
    ...layer,
    x_mm: layer.x_mm * scale + left,
    y_mm: layer.y_mm * scale + top,
    width_mm: within(layer.width_mm * scale, RANGES.width_mm),
    height_mm: within(layer.height_mm * scale, RANGES.height_mm),
  }
  if (moved.kind !== 'text') return moved
  const { outline, size_mm } = moved
  return {
    ...moved,
    size_mm: within(size_mm * scale, RANGES.size_mm),
    outline: outline && { ...outline, width_mm: within(outline.width_mm * scale, OUTLINE_RANGE) },
  }
}
