import type { Crop, ImageLayer } from '@/features/studio/drawing/document'
import { cropPicture, wholePictureOf } from '@/features/studio/editing/commands/crop-picture'
import { setPicture } from '@/features/studio/editing/commands/set-picture'
import type { Editor } from '@/features/studio/editing/editor'
import type { Command } from '@/features/studio/editing/editor-state'
import { minus, partOf, turned, type Point } from '@/features/studio/editing/geometry'
import { within } from '@/features/studio/editing/tidy'
import { HANDLES, type Handle } from '@/features/studio/editor/canvas/handles'
import type { Gesture, Stage, Touch } from './gesture'

/** So much of the picture is always left to be held. */
const LEAST = 0.02

/** Drags an edge or a corner of what is shown of a picture; the picture stays where it is. */
export function cropping(stage: Stage, layer: ImageLayer, start: Touch, handle: Handle): Gesture {
  const part = HANDLES[handle]
  const from = partInPicture(layer, start.mm)
  return previewing(stage, (touch) => {
    const to = partInPicture(layer, touch.mm)
    const by = { x: to.x - from.x, y: to.y - from.y }
    const crop = croppedBy(layer, part, by)
    return (document) => cropPicture(document, layer.id, crop)
  })
}

/** Moves the picture under what is shown of it, as far as it reaches. */
export function shifting(stage: Stage, layer: ImageLayer, start: Touch): Gesture {
  return previewing(stage, (touch) => {
    const crop = shiftedCrop(layer, minus(touch.mm, start.mm))
    return (document) => setPicture(document, [layer.id], { crop })
  })
}

/** The picture whose crop is being changed. */
export function croppedPicture(editor: Editor): ImageLayer | null {
  const { document, cropping: id } = editor.getState()
  const layer = document.layers.find((each) => each.id === id)
  return layer?.kind === 'image' && !layer.locked ? layer : null
}

/** The crop with the picture moved by so many millimetres under it. */
export function shiftedCrop(layer: ImageLayer, by: Point): Crop {
  const whole = wholePictureOf(layer)
  const way = turned(by, -layer.rotation_deg)
  const { crop } = layer
  const x = crop.x + ((layer.flip_x ? 1 : -1) * way.x) / whole.width_mm
  const y = crop.y + ((layer.flip_y ? 1 : -1) * way.y) / whole.height_mm
  return {
    ...crop,
    x: within(x, [0, 1 - crop.width]),
    y: within(y, [0, 1 - crop.height]),
  }
}

type Commanding = (touch: Touch) => Command

function previewing(stage: Stage, commandFor: Commanding): Gesture {
  const { editor } = stage
  let isBegun = false
  return {
    move([touch]) {
      if (!touch) return
      if (!isBegun) editor.begin()
      isBegun = true
      editor.preview(commandFor(touch))
    },
    end() {
      editor.commit()
      if (isBegun) stage.announce('Picture cropped')
    },
    cancel: () => editor.cancel(),
  }
}

/** Which part of the picture, as it is stored, lies there. */
function partInPicture(layer: ImageLayer, point: Point): Point {
  const { x, y } = partOf(wholePictureOf(layer), point)
  return { x: layer.flip_x ? 1 - x : x, y: layer.flip_y ? 1 - y : y }
}

function croppedBy({ crop, flip_x, flip_y }: ImageLayer, part: Point, by: Point): Crop {
  const across = draggedSpan(crop.x, crop.width, flip_x ? 1 - part.x : part.x, by.x)
  const down = draggedSpan(crop.y, crop.height, flip_y ? 1 - part.y : part.y, by.y)
  return { x: across.from, y: down.from, width: across.length, height: down.length }
}

/** A span with its beginning (0) or its end (1) dragged; neither where the handle is between. */
function draggedSpan(from: number, length: number, part: number, by: number) {
  if (part === 0.5) return { from, length }
  if (part === 1) return { from, length: within(length + by, [LEAST, 1 - from]) }
  const end = from + length
  const start = within(from + by, [0, end - LEAST])
  return { from: start, length: end - start }
}
