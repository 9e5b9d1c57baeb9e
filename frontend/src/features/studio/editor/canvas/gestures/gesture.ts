import type { Editor } from '@/features/studio/editing/editor'
import { distance, type Point } from '@/features/studio/editing/geometry'
import type { Measure } from '@/features/studio/editing/text-box'
import type { View } from '@/features/studio/editor/canvas/view'

/** Where a mouse or a finger is, in the document and on the stage. */
export type Touch = { mm: Point; px: Point }

export type Keys = {
  shift: boolean
  /** Alt or Ctrl: nothing snaps. */
  free: boolean
}

/** Something done from press to release; `move` comes once a frame. */
export type Gesture = {
  move(touches: readonly Touch[], keys: Keys): void
  end(): void
  cancel(): void
}

/** What gestures work on. */
export type Stage = {
  editor: Editor
  measure: Measure
  safe_mm: number
  view: View
  /** Holds all that is shown; paint.ts knows its parts. */
  root: HTMLElement
  setView(view: View): void
  announce(sentence: string): void
}

/** How near, on the screen, things snap. */
const REACH_PX = 6

export const reachOf = ({ view }: Stage): number => REACH_PX / view.scale

/** A press that becomes a gesture only once it has moved so far; else it is a click. */
export function waiting(
  start: Touch,
  slop_px: number,
  begin: () => Gesture,
  onClick: () => void = () => undefined,
): Gesture {
  let begun: Gesture | null = null
  return {
    move(touches, keys) {
      const [touch = start] = touches
      if (!begun && distance(touch.px, start.px) >= slop_px) begun = begin()
      begun?.move(touches, keys)
    },
    end() {
      if (begun) begun.end()
      else onClick()
    },
    cancel() {
      begun?.cancel()
    },
  }
}
