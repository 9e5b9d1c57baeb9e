import type { DesignDocument, ImageLayer, Layer } from '@/features/studio/drawing/document'
import { isWithin, type Point } from '@/features/studio/editing/geometry'
import { withTheirGroups } from '@/features/studio/editing/layers'
import { isHandle } from '@/features/studio/editor/canvas/handles'
import { heldBy, type Held } from './carry'
import { croppedPicture, cropping, shifting } from './crop'
import { dragging } from './drag'
import { waiting, type Gesture, type Keys, type Stage, type Touch } from './gesture'
import { marquee } from './marquee'
import { resizing } from './resize'
import { rotating } from './rotate'

/** What is pressed: the name of a handle where it is one, and how far a click may stray. */
export type Press = { touch: Touch; keys: Keys; handle: string | undefined; slop_px: number }

/** Small things can be pressed a little beside. */
const SLACK_PX = 4

const NOTHING: Gesture = { move: () => undefined, end: () => undefined, cancel: () => undefined }

/** What a press on the stage begins. */
export function pressing(stage: Stage, press: Press): Gesture {
  const picture = croppedPicture(stage.editor)
  if (picture) {
    const gesture = pressingCrop(stage, press, picture)
    if (gesture) return gesture
    stage.editor.crop(null)
  }
  const held = heldBy(stage)
  const gesture = held && pressingHandle(stage, press, held)
  return gesture ?? pressingLayer(stage, press)
}

function pressingCrop(stage: Stage, { touch, handle }: Press, picture: ImageLayer): Gesture | null {
  if (isHandle(handle)) return cropping(stage, picture, touch, handle)
  return isWithin(picture, touch.mm) ? shifting(stage, picture, touch) : null
}

function pressingHandle(stage: Stage, press: Press, held: Held): Gesture | null {
  const { touch, handle, keys } = press
  if (isHandle(handle)) return waiting(touch, 1, () => resizing(stage, held, touch, handle, keys))
  return handle === 'rotate' ? waiting(touch, 1, () => rotating(stage, held, touch)) : null
}

function pressingLayer(stage: Stage, press: Press): Gesture {
  const { editor, view } = stage
  const { touch, keys, slop_px } = press
  const { document, selection } = editor.getState()
  const hits = layersAt(document, touch.mm, SLACK_PX / view.scale)
  const top = hits.find(({ locked }) => !locked) ?? hits[0]
  const isOnSelection = hits.some(({ id, locked }) => !locked && selection.includes(id))
  const surround = () => marquee(stage, touch, keys.shift)
  if (!top) {
    return waiting(touch, slop_px, surround, () => keys.shift || editor.select([]))
  }
  if (!isOnSelection || keys.shift) return pressingOther(stage, press, top)
  return waiting(touch, slop_px, drag(stage, touch), () => editor.select([top.id]))
}

/** A layer that is not selected yet, or with Shift one that is to be added or taken out. */
function pressingOther(stage: Stage, { touch, keys, slop_px }: Press, layer: Layer): Gesture {
  const { editor } = stage
  const { document, selection } = editor.getState()
  const own = withTheirGroups(document, [layer.id])
  const isSelected = selection.includes(layer.id)
  if (!isSelected) editor.select(keys.shift ? [...selection, ...own] : own)
  const without = () => editor.select(selection.filter((id) => !own.includes(id)))
  const begin = layer.locked ? () => marquee(stage, touch, keys.shift) : drag(stage, touch)
  return waiting(touch, slop_px, begin, () => isSelected && without())
}

function drag(stage: Stage, touch: Touch): () => Gesture {
  return () => {
    const held = heldBy(stage)
    return held ? dragging(stage, held, touch) : NOTHING
  }
}

/** The layers whose boxes a point lies in, from the topmost. */
export function layersAt({ layers }: DesignDocument, point: Point, slack_mm: number): Layer[] {
  return layers.filter((layer) => isWithin(layer, point, slack_mm)).reverse()
}
