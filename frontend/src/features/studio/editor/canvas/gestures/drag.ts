import { boundsOf, minus, movedBounds, plus, type Point } from '@/features/studio/editing/geometry'
import { snapBounds, snapLines } from '@/features/studio/editing/snapping'
import { placeText } from '@/features/studio/editor/canvas/figures'
import { carrying, type Carried, type Held } from './carry'
import { reachOf, type Gesture, type Keys, type Stage, type Touch } from './gesture'
import { movedBy } from './similarity'

/** Moves what is held; Shift keeps to one axis. */
export function dragging(stage: Stage, held: Held, start: Touch): Gesture {
  const lines = snapLines(held.document, held.ids, stage.safe_mm)
  const bounds = boundsOf([held.frame]) ?? { left: 0, top: 0, right: 0, bottom: 0 }

  function follow([touch = start]: readonly Touch[], { shift, free }: Keys): Carried {
    const way = minus(touch.mm, start.mm)
    const by = shift ? alongOneAxis(way) : way
    if (free) return { similarity: movedBy(by) }
    const snapped = snapBounds(movedBounds(bounds, by), lines, reachOf(stage))
    const to = plus(by, snapped.by)
    return { similarity: movedBy(shift ? onSameAxis(to, by) : to), guides: snapped.guides }
  }

  return carrying(stage, held, { follow, verb: 'Moved to', figures: placeText })
}

function alongOneAxis({ x, y }: Point): Point {
  return Math.abs(x) >= Math.abs(y) ? { x, y: 0 } : { x: 0, y }
}

/** Snapping must not leave the axis that Shift keeps to. */
function onSameAxis(to: Point, by: Point): Point {
  return { x: by.x === 0 ? 0 : to.x, y: by.y === 0 ? 0 : to.y }
}
