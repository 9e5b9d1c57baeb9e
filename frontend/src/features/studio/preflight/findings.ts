import type { DesignDocument, Layer } from '@/features/studio/drawing/document'
import { rounded, textOf } from '@/features/studio/drawing/numbers'
import type { Packs } from '@/features/studio/drawing/packs'
import type { Extent } from './extent'
import { SENTENCES } from './rules'

/* What preflight finds, and in which words it says so; as the server's `drawing/checks/findings.py`. */

/** An "error" cannot be printed, "confirm" only when the shopper insists. */
export type Level = 'error' | 'confirm' | 'warning'

export type Figures = Readonly<Record<string, number | string>>

export interface Finding {
  readonly code: string
  readonly level: Level
  readonly placement: string
  /** Null where it is about the whole placement; `name` is "" then. */
  readonly layer: string | null
  readonly name: string
  readonly sentence: string
  /** Those of the sentence, and what would put it right. */
  readonly figures: Figures
}

/** Of a stored picture. Null where nobody has looked yet: then nobody is warned either. */
export interface PictureFacts {
  readonly width_px: number
  readonly height_px: number
  readonly has_alpha: boolean | null
  readonly border_colour: string | null
  readonly true_scale: number | null
}

/** By the SHA-256 of the picture; one that is not there is one that we do not have. */
export type Pictures = Readonly<Record<string, PictureFacts | undefined>>

/** A layer being looked at. */
export interface Look {
  readonly layer: Layer
  readonly document: DesignDocument
  readonly extent: Extent
  /** False while what it is made of has not been loaded: then little can be said of it. */
  readonly isLoaded: boolean
  /** Whether it may lie on some layer below in part, and on one as a whole. */
  readonly touchesLayer: boolean
  readonly liesOnLayer: boolean
  readonly productColour: string | null
  readonly pictures: Pictures
  readonly packs: Packs
}

type Words = keyof typeof SENTENCES
type CodeOf<Name> = Name extends `${infer Short}.${string}` ? Short : Name
type Code = CodeOf<Words>

/** Of numbers in sentences. */
const PLACES = 2

/** The product's colour where the layer lies on the product itself. */
export function groundOf({ liesOnLayer, productColour }: Look): string | null {
  return liesOnLayer ? null : productColour
}

/** Whether nothing is printed of it, as of words without letters. */
export function isBlank({ extent }: Look): boolean {
  return extent.corners.length === 0
}

/** `words` names the sentence where a code has several, as "confirm" or "text". */
export function findingOf(
  { layer, document }: Look,
  code: Code,
  level: Level,
  found: Figures = {},
  words?: string,
): Finding {
  const figures = Object.fromEntries(
    Object.entries(found).map(([name, value]) => [name, figureOf(value)]),
  )
  return {
    code,
    level,
    placement: document.placement,
    layer: layer.id,
    name: layer.name,
    sentence: sentence((words ? `${code}.${words}` : code) as Words, figures),
    figures,
  }
}

export function sentence(name: Words, figures: Figures = {}): string {
  return SENTENCES[name].replace(/\{(\w+)\}/g, (_, figure: string) => text(figures[figure] ?? ''))
}

function figureOf(value: number | string): number | string {
  return typeof value === 'string' ? value : rounded(value, PLACES)
}

function text(value: number | string): string {
  return typeof value === 'string' ? value : textOf(value, PLACES)
}
