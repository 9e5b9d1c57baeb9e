import type { DesignDocument } from '@/features/studio/drawing/document'
import { rounded } from '@/features/studio/drawing/numbers'
import { isOutside } from './extent'
import { type Finding, findingOf, isBlank, type Look } from './findings'
import { LIMITS } from './rules'

/* Whether a layer lies where it can be printed; as the server's `drawing/checks/edges.py`. */

/** How far words and clipart keep from the edge, in mm: less where the area is small. */
export function safeMargin({
  width_mm,
  height_mm,
}: Pick<DesignDocument, 'width_mm' | 'height_mm'>) {
  const shorter = Math.min(width_mm, height_mm)
  return Math.min(LIMITS.safe_mm, rounded(LIMITS.safe_share * shorter, 1))
}

export function checkEdges(look: Look): Finding[] {
  const { layer, document, extent } = look
  if (isBlank(look)) return []
  if (isOutside(layer, extent, document)) return [findingOf(look, 'outside', 'warning')]
  const [gap, margin] = [gapOf(look), safeMargin(document)]
  if (gap < -LIMITS.edge_slack_mm) {
    const level = layer.kind === 'text' ? 'confirm' : 'warning'
    return [findingOf(look, 'over_edge', level, { over_mm: rounded(-gap, 1) }, layer.kind)]
  }
  if (layer.kind === 'image' || gap >= margin - LIMITS.edge_slack_mm) return []
  const figures = { gap_mm: Math.max(0, rounded(gap, 1)), safe_mm: margin }
  return [findingOf(look, 'near_edge', 'warning', figures, layer.kind)]
}

/** From what is printed to the nearest edge; less than 0 beyond it. */
function gapOf({ extent, document }: Look): number {
  const { left, top, right, bottom } = extent.bounds
  return Math.min(left, top, document.width_mm - right, document.height_mm - bottom)
}
