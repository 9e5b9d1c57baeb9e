import { heldScaling } from '@/features/studio/editing/commands/resize-layers'
import { angleTo, distance, plus, type Point } from '@/features/studio/editing/geometry'
import { layersOf } from '@/features/studio/editing/layers'
import { snapAngle } from '@/features/studio/editing/snapping'
import { sizeText } from '@/features/studio/editor/canvas/figures'
import { panned, zoomed, type View } from '@/features/studio/editor/canvas/view'
import { carrying, type Carried, type Held } from './carry'
import type { Gesture, Stage, Touch } from './gesture'

type Two = readonly [Touch, Touch]

const REACH_DEG = 4

/** Moves, scales and turns what is held as two fingers do. */
export function pinching(stage: Stage, held: Held, start: Two): Gesture {
  const [from, apart, lean] = readPair(start.map(({ mm }) => mm))
  const layers = layersOf(held.document, held.ids)
  const before = held.frame.rotation_deg

  function follow(touches: readonly Touch[]): Carried {
    const [to, apartNow, leanNow] = readPair(touches.map(({ mm }) => mm))
    const factor = apartNow / apart
    const scaling = { factor_x: factor, factor_y: factor, anchor: from, axis_deg: 0 }
    const degrees = snapAngle(before + leanNow - lean, REACH_DEG) - before
    return { similarity: { factor: heldScaling(layers, scaling).factor_x, degrees, from, to } }
  }

  return carrying(stage, held, { follow, verb: 'Resized to', figures: sizeText })
}

/** Pans and zooms the view as two fingers do. */
export function pinchingView(stage: Stage, fit: View, start: Two): Gesture {
  const before = stage.view
  const [from, apart] = readPair(start.map(({ px }) => px))
  return {
    move(touches) {
      const [to, apartNow] = readPair(touches.map(({ px }) => px))
      const closer = zoomed(before, apartNow / apart, from, fit)
      stage.setView(panned(closer, { x: to.x - from.x, y: to.y - from.y }))
    },
    end: () => undefined,
    cancel: () => stage.setView(before),
  }
}

/** The middle of two points, how far they are apart (never nothing), and how they lean. */
function readPair([a = { x: 0, y: 0 }, b = a]: readonly Point[]): [Point, number, number] {
  const sum = plus(a, b)
  return [{ x: sum.x / 2, y: sum.y / 2 }, Math.max(distance(a, b), 0.01), angleTo(a, b)]
}
