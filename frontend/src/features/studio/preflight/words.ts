import type { TextLayer } from '@/features/studio/drawing/document'
import type { Face } from '@/features/studio/drawing/fonts'
import { missingOf } from '@/features/studio/drawing/text'
import { type Finding, findingOf, isBlank, type Look } from './findings'
import { LIMITS } from './rules'

/*
 * Whether words can be printed: their face, their characters, their size; as the server's
 * `drawing/checks/words.py`.
 */

const CIRCLE = '\u25cc'

/** Of a layer whose face is loaded. */
export function checkWords(look: Look, layer: TextLayer): Finding[] {
  const missing = missingOf(layer, look.packs)
  if (isBlank(look) && missing.length === 0) {
    return [findingOf(look, 'no_words', 'warning')]
  }
  const { face } = look.packs.typeface(layer.font)
  const figures = { font: face.family, characters: named(missing) }
  return [
    ...(missing.length > 0 ? [findingOf(look, 'missing_characters', 'error', figures)] : []),
    ...checkSize(look, layer, face),
    ...checkOutline(look, layer),
  ]
}

/** One sentence for both: the size that it names puts both right. */
function checkSize(look: Look, { size_mm: size }: TextLayer, face: Face): Finding[] {
  const [capHeight, stem] = [face.cap_height * size, face.stem * size]
  const enough = Math.max(LIMITS.cap_height_mm / face.cap_height, LIMITS.stroke_mm / face.stem)
  const size_mm = Math.ceil(enough * 10) / 10
  if (capHeight < LIMITS.cap_height_mm) {
    return [findingOf(look, 'small_text', 'warning', { cap_height_mm: capHeight, size_mm })]
  }
  if (stem >= LIMITS.stroke_mm) return []
  return [findingOf(look, 'thin_text', 'warning', { stem_mm: stem, size_mm })]
}

function checkOutline(look: Look, { outline }: TextLayer): Finding[] {
  const least_mm = LIMITS.stroke_mm
  if (!outline || outline.width_mm >= least_mm) return []
  return [findingOf(look, 'thin_outline', 'warning', { width_mm: outline.width_mm, least_mm })]
}

/** The first of them, side by side; a mark is shown on a circle. */
function named(characters: readonly string[]): string {
  const shown = characters
    .slice(0, LIMITS.characters_named)
    .map((character) => (/\p{M}/u.test(character) ? CIRCLE + character : character))
  return shown.join(' ') + (characters.length > LIMITS.characters_named ? ' and more' : '')
}
