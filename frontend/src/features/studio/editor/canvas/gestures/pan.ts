import { minus } from '@/features/studio/editing/geometry'
import { panned } from '@/features/studio/editor/canvas/view'
import type { Gesture, Stage, Touch } from './gesture'

/** Moves what is looked at. */
export function panning(stage: Stage, start: Touch): Gesture {
  const before = stage.view
  return {
    move: ([touch = start]) => stage.setView(panned(before, minus(touch.px, start.px))),
    end: () => undefined,
    cancel: () => stage.setView(before),
  }
}
