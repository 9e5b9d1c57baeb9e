import type { DesignDocument } from '@/features/studio/drawing/document'
import { moveLayers } from '@/features/studio/editing/commands/move-layers'
import { resizeLayers } from '@/features/studio/editing/commands/resize-layers'
import { rotateLayers } from '@/features/studio/editing/commands/rotate-layers'
import { frameOf, minus, type Box } from '@/features/studio/editing/geometry'
import { unlockedOf } from '@/features/studio/editing/layers'
import type { Guide } from '@/features/studio/editing/snapping'
import type { Measure } from '@/features/studio/editing/text-box'
import {
  carryElements,
  elementsOf,
  frameIn,
  guideLinesIn,
  liftElements,
  placeFrame,
  showGuides,
  showHandles,
  showReadout,
} from '@/features/studio/editor/canvas/paint'
import type { Gesture, Keys, Stage, Touch } from './gesture'
import { carriedBox, matrixText, onStage, type Similarity } from './similarity'

const READING_MS = 100

/** What is held, as it was when the gesture began. */
export type Held = { document: DesignDocument; ids: string[]; frame: Box }

export type Carried = { similarity: Similarity; guides?: readonly Guide[] }

type Carrying = {
  follow: (touches: readonly Touch[], keys: Keys) => Carried
  /** "Moved to 12.0, 40.5 mm" of the frame as it is then; the first word is left out meanwhile. */
  verb: string
  figures: (frame: Box) => string
}

/** The selected layers that may be moved; null where there are none. */
export function heldBy({ editor }: Stage): Held | null {
  const { document, selection } = editor.getState()
  const layers = unlockedOf(document, selection)
  const frame = frameOf(layers)
  return frame && { document, ids: layers.map(({ id }) => id), frame }
}

/**
 * A gesture that carries what is held as a whole. While it lasts only transforms of those elements
 * and of their frame change; the document does so once, at the end.
 */
export function carrying(stage: Stage, held: Held, { follow, verb, figures }: Carrying): Gesture {
  const show = painter(stage, held)
  let last: Similarity | null = null
  return {
    move(touches, keys) {
      const { similarity, guides = [] } = follow(touches, keys)
      last = similarity
      show(similarity, guides, figures(carriedBox(similarity, held.frame)))
    },
    end() {
      const done = last
      show(null, [], '')
      if (!done) return
      stage.editor.run((document) => carryLayers(document, held.ids, done, stage.measure))
      const after = heldBy(stage)
      if (after) stage.announce(`${verb} ${figures(after.frame)}`)
    },
    cancel: () => show(null, [], ''),
  }
}

/** Shows what is held as it is carried, or for null as it was. */
function painter({ root, view }: Stage, held: Held) {
  const elements = elementsOf(root, held.ids)
  const frame = frameIn(root)
  const frames = frame ? [frame.drawing] : []
  const lines = guideLinesIn(root)
  const sayNow = paced((text) => showReadout(root, text))
  const sheet = { ...view, x: 0, y: 0 }
  let isLifted = false
  let isScaled = false

  function lift(areLifted: boolean) {
    if (areLifted === isLifted) return
    isLifted = areLifted
    liftElements([...elements, ...frames, ...lines], areLifted)
    carryElements([...elements, ...frames], '')
    showHandles(root, !areLifted)
  }

  function carry(similarity: Similarity) {
    carryElements(elements, matrixText(onStage(similarity, sheet)))
    isScaled ||= similarity.factor !== 1
    // Once it is scaled the frame is placed anew, as its lines must not grow with it.
    carryElements(frames, isScaled ? '' : matrixText(onStage(similarity, view)))
    if (isScaled && frame) placeFrame(frame.placed, carriedBox(similarity, held.frame), view)
  }

  return (similarity: Similarity | null, guides: readonly Guide[], text: string) => {
    lift(similarity !== null)
    if (similarity) carry(similarity)
    else if (frame) placeFrame(frame.placed, held.frame, view)
    showGuides(lines, guides, view)
    sayNow(text)
  }
}

/** Figures that change with every frame could not be read; the last always comes. */
function paced(say: (text: string) => void): (text: string) => void {
  let next = 0
  return (text) => {
    const now = performance.now()
    if (now < next && text !== '') return
    next = now + READING_MS
    say(text)
  }
}

/** What a similarity makes of layers, by the commands for its parts. */
export function carryLayers(
  document: DesignDocument,
  ids: readonly string[],
  { factor, degrees, from, to }: Similarity,
  measure: Measure,
): DesignDocument {
  const scaling = { factor_x: factor, factor_y: factor, anchor: from, axis_deg: 0 }
  const scaled = factor === 1 ? document : resizeLayers(document, ids, scaling, measure)
  const turned = degrees === 0 ? scaled : rotateLayers(scaled, ids, degrees, from)
  return moveLayers(turned, ids, minus(to, from))
}
