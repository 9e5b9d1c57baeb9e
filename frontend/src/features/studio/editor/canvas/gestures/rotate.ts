import { angleTo, middleOf } from '@/features/studio/editing/geometry'
import { snapAngle } from '@/features/studio/editing/snapping'
import { angleText } from '@/features/studio/editor/canvas/figures'
import { carrying, type Carried, type Held } from './carry'
import type { Gesture, Keys, Stage, Touch } from './gesture'
import { turnedAbout } from './similarity'

const REACH_DEG = 4
/** Half the way between two steps, so that every angle goes to the nearest. */
const ALWAYS_DEG = 7.5

/** Turns what is held about its middle; Shift goes by steps of 15°. */
export function rotating(stage: Stage, held: Held, start: Touch): Gesture {
  const pivot = middleOf(held.frame)
  const from = angleTo(pivot, start.mm)
  const before = held.frame.rotation_deg

  function follow([touch = start]: readonly Touch[], { shift, free }: Keys): Carried {
    const degrees = before + angleTo(pivot, touch.mm) - from
    const reach = shift ? ALWAYS_DEG : REACH_DEG
    const after = free && !shift ? degrees : snapAngle(degrees, reach)
    return { similarity: turnedAbout(pivot, after - before) }
  }

  return carrying(stage, held, { follow, verb: 'Turned to', figures: angleText })
}
