import { boundsBetween, overlaps, type Bounds } from '@/features/studio/editing/geometry'
import { withTheirGroups } from '@/features/studio/editing/layers'
import { countOf } from '@/features/studio/editor/canvas/layer-label'
import { showMarquee } from '@/features/studio/editor/canvas/paint'
import type { Gesture, Stage, Touch } from './gesture'

/** Selects all unlocked layers that the rectangle reaches into; Shift adds them. */
export function marquee(stage: Stage, start: Touch, isAdding: boolean): Gesture {
  const { editor, root, view } = stage
  const before = isAdding ? editor.getState().selection : []
  let bounds: Bounds | null = null
  return {
    move([touch = start]) {
      bounds = boundsBetween(start.mm, touch.mm)
      showMarquee(root, bounds, view)
    },
    end() {
      showMarquee(root, null, view)
      const { document } = editor.getState()
      const reached = bounds
      if (!reached) return
      const inside = document.layers.filter((layer) => !layer.locked && overlaps(layer, reached))
      const ids = withTheirGroups(document, [...before, ...inside.map(({ id }) => id)])
      editor.select(ids)
      stage.announce(ids.length === 0 ? 'Nothing selected' : `${countOf(ids)} selected`)
    },
    cancel: () => showMarquee(root, null, view),
  }
}
