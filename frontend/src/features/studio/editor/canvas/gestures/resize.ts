import {
  heldScaling,
  resizeLayers,
  type Scaling,
} from '@/features/studio/editing/commands/resize-layers'
import {
  minus,
  plus,
  pointOf,
  turned,
  type Box,
  type Part,
  type Point,
} from '@/features/studio/editing/geometry'
import { layersOf } from '@/features/studio/editing/layers'
import {
  snapLines,
  snapPoint,
  type Guide,
  type SnapLines,
} from '@/features/studio/editing/snapping'
import { sizeText } from '@/features/studio/editor/canvas/figures'
import { HANDLES, isCorner, oppositeOf, type Handle } from '@/features/studio/editor/canvas/handles'
import { guideLinesIn, showGuides, showReadout } from '@/features/studio/editor/canvas/paint'
import { carrying, heldBy, type Held } from './carry'
import { reachOf, type Gesture, type Keys, type Stage, type Touch } from './gesture'
import { scaledAbout } from './similarity'

/** A handle that is dragged, and the part across from it that stays still. */
type Grip = { held: Held; part: Part; at: Point; anchor: Point; lines: SnapLines }

type Sized = { scaling: Scaling; guides: readonly Guide[] }

const NO_LINES = { x: [], y: [] }

/**
 * Scales what is held by one of its handles. Corners keep the proportions unless Shift is down, as
 * it was when the gesture began; a side changes one length.
 */
export function resizing(
  stage: Stage,
  held: Held,
  start: Touch,
  handle: Handle,
  keys: Keys,
): Gesture {
  const grip = gripOf(stage, held, HANDLES[handle])
  const isOne = held.ids.length === 1
  if (isCorner(handle) && !(keys.shift && isOne)) return growing(stage, grip, start)
  return stretching(stage, grip, start)
}

function gripOf(stage: Stage, held: Held, part: Part): Grip {
  const anchor = pointOf(held.frame, oppositeOf(part))
  const isUpright = held.frame.rotation_deg % 90 === 0
  const lines = isUpright ? snapLines(held.document, held.ids, stage.safe_mm) : NO_LINES
  return { held, part, at: pointOf(held.frame, part), anchor, lines }
}

function growing(stage: Stage, grip: Grip, start: Touch): Gesture {
  const layers = layersOf(grip.held.document, grip.held.ids)
  return carrying(stage, grip.held, {
    follow([touch = start], keys) {
      const { scaling: wanted, guides } = evenly(stage, grip, wayOf(grip, start, touch), keys)
      const { factor_x } = heldScaling(layers, wanted)
      const isHeld = factor_x !== wanted.factor_x
      return { similarity: scaledAbout(grip.anchor, factor_x), guides: isHeld ? [] : guides }
    },
    verb: 'Resized to',
    figures: sizeText,
  })
}

/** Stretching draws the layer anew each frame: its lines wrap elsewhere, its mask keeps its shape. */
function stretching(stage: Stage, grip: Grip, start: Touch): Gesture {
  const { editor, root, measure } = stage
  const { held } = grip
  const lines = guideLinesIn(root)
  let isBegun = false

  function leave() {
    showGuides(lines, [], stage.view)
    showReadout(root, '')
  }

  return {
    move([touch = start], keys) {
      if (!isBegun) editor.begin()
      isBegun = true
      const { scaling, guides } = freely(stage, grip, wayOf(grip, start, touch), keys)
      editor.preview((document) => resizeLayers(document, held.ids, scaling, measure))
      showGuides(lines, guides, stage.view)
      showReadout(root, sizeText(heldBy(stage)?.frame ?? held.frame))
    },
    end() {
      leave()
      editor.commit()
      const after = heldBy(stage)
      if (after && isBegun) stage.announce(`Resized to ${sizeText(after.frame)}`)
    },
    cancel() {
      leave()
      editor.cancel()
    },
  }
}

/** From the still corner to where the handle would be now. */
function wayOf({ at, anchor }: Grip, start: Touch, touch: Touch): Point {
  return minus(plus(at, minus(touch.mm, start.mm)), anchor)
}

/** The factor that brings the corner nearest to the pointer, or onto a line on its way. */
function evenly(stage: Stage, grip: Grip, way: Point, { free }: Keys): Sized {
  const { anchor, at } = grip
  const whole = minus(at, anchor)
  const square = whole.x ** 2 + whole.y ** 2
  const factor = square === 0 ? 1 : (way.x * whole.x + way.y * whole.y) / square
  const even = (by: number) => ({ factor_x: by, factor_y: by, anchor, axis_deg: 0 })
  if (free) return { scaling: even(factor), guides: [] }
  const corner = plus(anchor, { x: whole.x * factor, y: whole.y * factor })
  const { by, guides } = snapPoint(corner, grip.lines, reachOf(stage))
  const guide = nearestGuide(guides, by)
  if (!guide || whole[guide.axis] === 0) return { scaling: even(factor), guides: [] }
  const snapped = (guide.at_mm - anchor[guide.axis]) / whole[guide.axis]
  return { scaling: even(snapped), guides: [guide] }
}

/** A corner kept on its diagonal can meet one line only: the nearer. */
function nearestGuide(guides: readonly Guide[], by: Point): Guide | undefined {
  return [...guides].sort((a, b) => Math.abs(by[a.axis]) - Math.abs(by[b.axis]))[0]
}

/** A factor for each of the frame's own axes that the handle goes along. */
function freely(stage: Stage, grip: Grip, way: Point, { free }: Keys): Sized {
  const { held, anchor, at, part, lines } = grip
  const whole = minus(at, anchor)
  const axes = { x: isAlong(whole, 'x'), y: isAlong(whole, 'y') }
  const snapped = free
    ? { by: { x: 0, y: 0 }, guides: [] }
    : snapPoint(plus(anchor, way), lines, reachOf(stage), axes)
  const own = ownWay(held.frame, plus(way, snapped.by))
  const factor_x = part.x === 0.5 ? 1 : own.x / signed(held.frame.width_mm, part.x)
  const factor_y = part.y === 0.5 ? 1 : own.y / signed(held.frame.height_mm, part.y)
  const scaling = { factor_x, factor_y, anchor, axis_deg: held.frame.rotation_deg }
  return { scaling, guides: snapped.guides }
}

const isAlong = (way: Point, axis: 'x' | 'y') => Math.abs(way[axis]) > 1e-6
const ownWay = (frame: Box, way: Point) => turned(way, -frame.rotation_deg)
/** A length in the direction of a handle: handles at 0 lie the other way. */
const signed = (length: number, part: number) => (part === 0 ? -length : length)
