import type { ClipartLayer, TextLayer } from '@/features/studio/drawing/document'
import type { Packs } from '@/features/studio/drawing/packs'
import { distance, distanceOn } from './colours'
import { type Finding, findingOf, groundOf, isBlank, type Look } from './findings'
import { LIMITS } from './rules'

/* Whether words and clipart can be seen on the product; as the server's `drawing/checks/contrast.py`. */

export function checkContrast(look: Look): Finding[] {
  const { layer } = look
  const ground = groundOf(look)
  if (isBlank(look)) return []
  if (layer.kind === 'image') {
    return layer.opacity < LIMITS.picture_opacity ? [faint(look, LIMITS.picture_opacity)] : []
  }
  if (ground === null) return []
  const colours = coloursOf(layer, look.packs)
  const furthest = Math.max(...colours.map((colour) => distance(colour, ground)))
  if (furthest < LIMITS.same_colour && !look.touchesLayer) {
    return [findingOf(look, 'same_colour', 'confirm', {}, layer.kind)]
  }
  if (furthest < LIMITS.close_colour) {
    return [findingOf(look, 'close_colour', 'warning', {}, layer.kind)]
  }
  return isSeen(colours, ground, layer.opacity) ? [] : [faint(look, leastOpacity(colours, ground))]
}

/** One of these has to be seen for the layer to be. */
function coloursOf(layer: TextLayer | ClipartLayer, packs: Packs): string[] {
  if (layer.kind === 'text') {
    return layer.outline ? [layer.colour, layer.outline.colour] : [layer.colour]
  }
  const { palette } = packs.piece(layer.clipart)
  return palette.map((own, index) => layer.colours[index] ?? own)
}

function isSeen(colours: readonly string[], ground: string, opacity: number): boolean {
  return colours.some((colour) => distanceOn(colour, ground, opacity) >= LIMITS.close_colour)
}

/** The first step at which it is seen; at full opacity it is. */
function leastOpacity(colours: readonly string[], ground: string): number {
  const steps = Math.floor(1 / LIMITS.opacity_step + 0.5)
  for (let step = 1; step < steps; step += 1) {
    if (isSeen(colours, ground, step / steps)) return step / steps
  }
  return 1
}

function faint(look: Look, least: number): Finding {
  const figures = {
    opacity: Math.floor(look.layer.opacity * 100),
    least_opacity: Math.floor(least * 100 + 0.5),
  }
  return findingOf(look, 'faint', 'warning', figures)
}
