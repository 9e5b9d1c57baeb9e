import type { DesignDocument, Layer } from '@/features/studio/drawing/document'
import type { Packs } from '@/features/studio/drawing/packs'
import { checkContrast } from './contrast'
import { checkEdges } from './edges'
import { areTouching, extentOf, isOutside, isWithin, NOWHERE } from './extent'
import {
  type Finding,
  findingOf,
  isBlank,
  type Level,
  type Look,
  type Pictures,
  sentence,
} from './findings'
import { checkPicture } from './pictures'
import { checkWords } from './words'

/*
 * What may go wrong in printing a design, in plain words, each tied to its layer. The server's
 * `drawing/preflight.py` says the same: limits and sentences are the same file's, and golden files
 * hold the findings together.
 */

export interface Circumstances {
  /** "#rrggbb", or null for one that is not known or cannot be told. */
  readonly productColour: string | null
  readonly pictures: Pictures
  /** What is not loaded yet is not spoken of. */
  readonly packs: Packs
}

const LEVELS: readonly Level[] = ['error', 'confirm', 'warning']

/** A layer hardly larger than the one below it lies on that. */
const ON_SLACK_MM = 0.5

/** The worst first, then as the layers lie, from the lowest. */
export function preflight(document: DesignDocument, circumstances: Circumstances): Finding[] {
  const looks = looksAt(document, circumstances)
  const found = looks.flatMap(findingsOf)
  const isEmpty = !looks.some(isPrinted)
  return sorted(isEmpty ? [...found, empty(document.placement)] : found)
}

/** Of all placements of a product together, of which some may well be left empty. */
export function preflightAll(
  documents: readonly DesignDocument[],
  circumstances: Circumstances,
): Finding[] {
  const each = documents.map((document) => preflight(document, circumstances))
  const found = each.flat().filter(({ code }) => code !== 'empty')
  const isEmpty = each.every((findings) => findings.some(({ code }) => code === 'empty'))
  return sorted(isEmpty ? [...found, empty('')] : found)
}

function empty(placement: string): Finding {
  const words = { name: '', sentence: sentence('empty'), figures: {} }
  return { code: 'empty', level: 'error', placement, layer: null, ...words }
}

function sorted(findings: readonly Finding[]): Finding[] {
  const rank = ({ level }: Finding) => LEVELS.indexOf(level)
  return [...findings].sort((one, other) => rank(one) - rank(other))
}

function looksAt(document: DesignDocument, circumstances: Circumstances): Look[] {
  const { packs } = circumstances
  const looks: Look[] = []
  for (const layer of document.layers) {
    const isLoaded = packs.has(layer)
    const extent = isLoaded ? extentOf(layer, packs) : NOWHERE
    const below = looks.filter((look) => canCarry(look) && areTouching(extent, look.extent))
    looks.push({
      layer,
      document,
      extent,
      isLoaded,
      touchesLayer: below.length > 0,
      liesOnLayer: below.some((look) => isWithin(extent, look.layer, ON_SLACK_MM)),
      ...circumstances,
    })
  }
  return looks
}

/** Whether what lies on this layer no longer lies on the product. */
function canCarry({ layer }: Look): boolean {
  return layer.kind !== 'text' && layer.opacity > 0
}

function isPrinted(look: Look): boolean {
  const { layer, document, extent, packs } = look
  if (!look.isLoaded) return layer.opacity > 0 && !packs.lacks(layer)
  return !isBlank(look) && layer.opacity > 0 && !isOutside(layer, extent, document)
}

function findingsOf(look: Look): Finding[] {
  const { layer, packs } = look
  if (packs.lacks(layer)) return [findingOf(look, unknownCode(layer), 'error')]
  if (!look.isLoaded) return []
  return [...checksOf(look), ...checkEdges(look), ...checkContrast(look)]
}

function unknownCode({ kind }: Layer) {
  return kind === 'text' ? 'unknown_font' : 'unknown_clipart'
}

function checksOf(look: Look): Finding[] {
  const { layer } = look
  if (layer.kind === 'image') return checkPicture(look, layer)
  return layer.kind === 'text' ? checkWords(look, layer) : []
}
