import type {
  ClipartLayer,
  DesignDocument,
  Layer,
  TextLayer,
} from '@/features/studio/drawing/document'
import { textOf } from '@/features/studio/drawing/numbers'
import type { Packs } from '@/features/studio/drawing/packs'
import { missingOf } from '@/features/studio/drawing/text'
import { moveLayers } from '@/features/studio/editing/commands/move-layers'
import { removeLayers } from '@/features/studio/editing/commands/remove-layers'
import { resizeLayers } from '@/features/studio/editing/commands/resize-layers'
import { setBox } from '@/features/studio/editing/commands/set-box'
import { setClipart } from '@/features/studio/editing/commands/set-clipart'
import { setOpacity } from '@/features/studio/editing/commands/set-opacity'
import { setPicture } from '@/features/studio/editing/commands/set-picture'
import { setText, type TextChanges } from '@/features/studio/editing/commands/set-text'
import type { Measure } from '@/features/studio/editing/text-box'
import { distance } from './colours'
import { safeMargin } from './edges'
import { extentOf } from './extent'
import type { Finding } from './findings'
import type { Circumstances } from './preflight'
import { LIMITS } from './rules'

/** What puts a finding right in one step. */
export interface Remedy {
  /** "Move inside" */
  readonly label: string
  /** The document with it done. */
  readonly apply: (document: DesignDocument, measure: Measure) => DesignDocument
}

/** A layer to be put right, and the number of this name among the finding's figures. */
interface Case<Kind extends Layer = Layer> {
  readonly layer: Kind
  readonly document: DesignDocument
  readonly circumstances: Circumstances
  readonly figure: (name: string) => number
}

type Remedies = (found: Case) => (Remedy | null)[]

/** Takes away what JPEG leaves around a background's colour, and little else. */
const KEY_TOLERANCE = 0.1
/** Rounding to micrometres leaves no hair outside. */
const JUST_INSIDE = 0.999
const [BLACK, WHITE] = ['#000000', '#ffffff']

const REMEDIES: Readonly<Record<string, Remedies | undefined>> = {
  low_dpi: (found) => [shrink(found)],
  enlarged: (found) => [shrink(found)],
  over_edge: (found) => [moveInside(found)],
  near_edge: (found) => [moveInside(found)],
  outside: (found) => [moveInside(found), remove(found)],
  background_box: ({ layer, document, circumstances }) => [
    removeBackground(layer, document, circumstances),
  ],
  small_text: (found) => [resizeWords(found)],
  thin_text: (found) => [resizeWords(found)],
  thin_outline: (found) => [widenOutline(found), takeOutlineOff(found)],
  same_colour: (found) => [recolour(found)],
  close_colour: (found) => [recolour(found)],
  faint: (found) => [moreOpaque(found)],
  missing_characters: (found) => [leaveOut(found)],
  no_words: (found) => [remove(found)],
  unknown_picture: (found) => [remove(found)],
  unknown_clipart: (found) => [remove(found)],
}

/** The ways out of a finding; none where the layer is locked, or where only the shopper knows one. */
export function remediesFor(
  finding: Finding,
  document: DesignDocument,
  circumstances: Circumstances,
): Remedy[] {
  const layer = document.layers.find(({ id }) => id === finding.layer)
  if (!layer || layer.locked || document.placement !== finding.placement) return []
  const figure = (name: string) => Number(finding.figures[name])
  const remedies = REMEDIES[finding.code]?.({ layer, document, circumstances, figure }) ?? []
  return remedies.filter((remedy) => remedy !== null)
}

function shrink({ layer, figure }: Case): Remedy | null {
  const [fitWidth, fitHeight] = [figure('fit_width_mm'), figure('fit_height_mm')]
  if (Math.min(fitWidth, fitHeight) < LIMITS.least_fit_mm) return null
  const factor = Math.min(fitWidth / layer.width_mm, fitHeight / layer.height_mm)
  const [width_mm, height_mm] = [layer.width_mm * factor, layer.height_mm * factor]
  const box = {
    x_mm: layer.x_mm + (layer.width_mm - width_mm) / 2,
    y_mm: layer.y_mm + (layer.height_mm - height_mm) / 2,
    width_mm,
    height_mm,
  }
  return {
    label: `Shrink to ${mm(width_mm)} × ${mm(height_mm)} mm`,
    apply: (document, measure) => setBox(document, layer.id, box, measure),
  }
}

/** As far as it has to go; what is larger than the area is made to fit it. */
function moveInside({ layer, document, circumstances }: Case): Remedy | null {
  if (!circumstances.packs.has(layer)) return null
  const { bounds } = extentOf(layer, circumstances.packs)
  const margin = layer.kind === 'image' ? 0 : safeMargin(document)
  const across = wayInside(bounds.left, bounds.right, margin, document.width_mm)
  const down = wayInside(bounds.top, bounds.bottom, margin, document.height_mm)
  const factor = Math.min(across.factor, down.factor)
  const way = { x: across.way, y: down.way }
  if (factor === 1) {
    return { label: 'Move inside', apply: (each) => moveLayers(each, [layer.id], way) }
  }
  const anchor = { x: document.width_mm / 2, y: document.height_mm / 2 }
  const scaling = { factor_x: factor, factor_y: factor, anchor, axis_deg: 0 }
  const middle = {
    x: anchor.x - (bounds.left + bounds.right) / 2,
    y: anchor.y - (bounds.top + bounds.bottom) / 2,
  }
  return {
    label: 'Shrink to fit',
    apply: (each, measure) =>
      resizeLayers(moveLayers(each, [layer.id], middle), [layer.id], scaling, measure),
  }
}

/** How far to go along one axis, and by what factor to shrink before there is room at all. */
function wayInside(from: number, to: number, margin: number, length: number) {
  const room = length - 2 * margin
  if (to - from > room) return { way: 0, factor: (room / (to - from)) * JUST_INSIDE }
  return { way: Math.max(0, margin - from) - Math.max(0, to - (length - margin)), factor: 1 }
}

function remove({ layer }: Case): Remedy {
  return { label: 'Delete it', apply: (document) => removeLayers(document, [layer.id]) }
}

function removeBackground(
  layer: Layer,
  _: DesignDocument,
  { pictures }: Circumstances,
): Remedy | null {
  const colour = layer.kind === 'image' && pictures[layer.artwork]?.border_colour
  if (!colour) return null
  const colour_key = { colour, tolerance: KEY_TOLERANCE }
  return {
    label: 'Remove the background colour',
    apply: (document) => setPicture(document, [layer.id], { colour_key }),
  }
}

function resizeWords({ layer, figure }: Case): Remedy {
  const size_mm = figure('size_mm')
  return changeWords(layer, `Set the size to ${mm(size_mm)} mm`, { size_mm })
}

function widenOutline({ layer, figure }: Case): Remedy | null {
  const outline = layer.kind === 'text' && layer.outline
  if (!outline) return null
  const width_mm = figure('least_mm')
  const label = `Make it ${textOf(width_mm)} mm`
  return changeWords(layer, label, { outline: { ...outline, width_mm } })
}

function takeOutlineOff({ layer }: Case): Remedy {
  return changeWords(layer, 'Take it off', { outline: null })
}

function changeWords({ id }: Layer, label: string, changes: TextChanges): Remedy {
  return { label, apply: (document, measure) => setText(document, [id], changes, measure) }
}

/** Black or white, whichever is seen better; a piece of several colours in its own. */
function recolour({ layer, circumstances }: Case): Remedy | null {
  const ground = circumstances.productColour
  if (ground === null || layer.kind === 'image') return null
  const [colour, name] =
    distance(BLACK, ground) > distance(WHITE, ground) ? [BLACK, 'black'] : [WHITE, 'white']
  if (layer.kind === 'text') return changeWords(layer, `Use ${name}`, { colour })
  const { palette } = circumstances.packs.piece(layer.clipart)
  if (palette.length === 1) return recolourPiece(layer, `Use ${name}`, [colour])
  const isSeen = palette.some((own) => distance(own, ground) >= LIMITS.close_colour)
  return isSeen ? recolourPiece(layer, 'Use its own colours', []) : null
}

function recolourPiece({ id }: ClipartLayer, label: string, colours: string[]): Remedy {
  return { label, apply: (document) => setClipart(document, [id], { colours }) }
}

function moreOpaque({ layer, figure }: Case): Remedy {
  const least = figure('least_opacity')
  return {
    label: `Set it to ${least}%`,
    apply: (document) => setOpacity(document, [layer.id], least / 100),
  }
}

function leaveOut({ layer, circumstances }: Case): Remedy | null {
  if (layer.kind !== 'text') return null
  const content = withoutMissing(layer, circumstances.packs)
  if (!content.trim()) return null
  return changeWords(layer, 'Leave out what cannot be printed', { content })
}

function withoutMissing(layer: TextLayer, packs: Packs): string {
  const missing = new Set(missingOf(layer, packs))
  return Array.from(layer.content.normalize('NFC'))
    .filter((character) => !missing.has(character))
    .join('')
    .replace(/ {2,}/g, ' ')
    .trim()
}

/** 128.04 → "128" */
function mm(length: number): string {
  return textOf(length, 1)
}
