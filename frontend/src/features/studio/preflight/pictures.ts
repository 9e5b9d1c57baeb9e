import type { ImageLayer } from '@/features/studio/drawing/document'
import { MM_PER_INCH, rounded } from '@/features/studio/drawing/numbers'
import { distance, furthestChannel } from './colours'
import { type Finding, findingOf, groundOf, type Look, type PictureFacts } from './findings'
import { LIMITS } from './rules'

/*
 * Whether a picture has the pixels for its size, and no background that shows; as the server's
 * `drawing/checks/pictures.py`.
 */

export function checkPicture(look: Look, layer: ImageLayer): Finding[] {
  const facts = look.pictures[layer.artwork]
  if (!facts) return [findingOf(look, 'unknown_picture', 'error')]
  return [...checkDpi(look, layer, facts), ...checkBackground(look, layer, facts)]
}

/** Pixels an inch as placed, in the direction that has fewer. */
export function dpiOf(
  { crop, width_mm, height_mm }: ImageLayer,
  { width_px, height_px }: Pick<PictureFacts, 'width_px' | 'height_px'>,
): number {
  const across = (width_px * crop.width) / width_mm
  const down = (height_px * crop.height) / height_mm
  return Math.min(across, down) * MM_PER_INCH
}

function checkDpi(look: Look, layer: ImageLayer, facts: PictureFacts): Finding[] {
  const plainDpi = dpiOf(layer, facts)
  const dpi = plainDpi * (facts.true_scale ?? 1)
  if (dpi >= LIMITS.soft_dpi) return []
  const level = dpi < LIMITS.coarse_dpi ? 'confirm' : 'warning'
  const figures = {
    // Never rounded up over a limit that is not met.
    dpi: Math.floor(dpi),
    width_mm: rounded(layer.width_mm, 1),
    height_mm: rounded(layer.height_mm, 1),
    fit_width_mm: tenths((layer.width_mm * dpi) / LIMITS.soft_dpi),
    fit_height_mm: tenths((layer.height_mm * dpi) / LIMITS.soft_dpi),
  }
  const isSmall = Math.min(figures.fit_width_mm, figures.fit_height_mm) < LIMITS.least_fit_mm
  const code = dpi === plainDpi ? 'low_dpi' : 'enlarged'
  const words = isSmall && level === 'confirm' ? 'small' : level
  return [findingOf(look, code, level, figures, words)]
}

function checkBackground(look: Look, layer: ImageLayer, facts: PictureFacts): Finding[] {
  const [colour, ground] = [facts.border_colour, groundOf(look)]
  if (!colour || ground === null || layer.mask !== 'none' || layer.opacity === 0) return []
  if (removes(layer, colour) || !showsASide(layer)) return []
  if (distance(colour, ground) <= LIMITS.box_colour) return []
  return [findingOf(look, 'background_box', 'warning', { colour })]
}

/** Whether the colour key takes this colour away altogether. */
function removes({ colour_key: key }: ImageLayer, colour: string): boolean {
  if (!key) return false
  return furthestChannel(key.colour, colour) <= Math.floor(key.tolerance * 255 + 0.5)
}

/** Whether the crop leaves one side of the picture: of cut edges nothing is known. */
function showsASide({ crop }: ImageLayer): boolean {
  const slack = LIMITS.kept_side
  return (
    Math.min(crop.x, crop.y) <= slack ||
    Math.max(crop.x + crop.width, crop.y + crop.height) >= 1 - slack
  )
}

/** Rounded down, so that the size named meets the limit. */
function tenths(lengthMm: number): number {
  return Math.floor(lengthMm * 10) / 10
}
