import type { DesignDocument, TextLayer } from '@/features/studio/drawing/document'
import { changeLayers, changed } from '@/features/studio/editing/layers'
import { fitBox, type Measure } from '@/features/studio/editing/text-box'

export type TextChanges = Partial<
  Pick<
    TextLayer,
    | 'content'
    | 'font'
    | 'size_mm'
    | 'colour'
    | 'align'
    | 'letter_spacing'
    | 'line_height'
    | 'outline'
    | 'curve_deg'
  >
>

/**
 * Changes what a text says and how it looks; its box keeps in step. Without changes it only does
 * the latter, for when a font has come that was measured before it was there.
 */
export function setText(
  document: DesignDocument,
  ids: readonly string[],
  changes: TextChanges,
  measure: Measure,
): DesignDocument {
  return changeLayers(document, ids, (layer) => {
    if (layer.kind !== 'text') return layer
    const next = changed(layer, { ...layer, ...changes }) as TextLayer
    return fitBox(next, layer, measure, document.width_mm)
  })
}
