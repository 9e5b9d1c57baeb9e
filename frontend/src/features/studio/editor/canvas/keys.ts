import type { DesignDocument, ImageLayer } from '@/features/studio/drawing/document'
import { duplicateLayers } from '@/features/studio/editing/commands/duplicate-layers'
import { groupLayers } from '@/features/studio/editing/commands/group-layers'
import { moveLayers } from '@/features/studio/editing/commands/move-layers'
import { orderLayers } from '@/features/studio/editing/commands/order-layers'
import { removeLayers } from '@/features/studio/editing/commands/remove-layers'
import { setPicture } from '@/features/studio/editing/commands/set-picture'
import { ungroupLayers } from '@/features/studio/editing/commands/ungroup-layers'
import type { Command } from '@/features/studio/editing/editor-state'
import type { Editor } from '@/features/studio/editing/editor'
import { frameOf, type Point } from '@/features/studio/editing/geometry'
import { unlockedOf } from '@/features/studio/editing/layers'
import { placeText } from './figures'
import { croppedPicture, shiftedCrop } from './gestures/crop'
import { countOf, titleOf } from './layer-label'

export type KeyStroke = Pick<
  KeyboardEvent,
  'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat'
>

/** What keys work on. */
export type Keyed = {
  editor: Editor
  announce: (sentence: string) => void
  onEditText: ((id: string) => void) | undefined
  zoom: (factor: number | null) => void
  /** Gives up the gesture that is going on; false where there is none. */
  giveUp: () => boolean
}

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}
const LARGE_STEP_MM = 10
const ZOOM = 1.25

/** Does what the key stands for; false where it stands for nothing and is the browser's. */
export function pressKey(keyed: Keyed, stroke: KeyStroke): boolean {
  const act = stroke.ctrlKey || stroke.metaKey ? withControl(stroke) : plain(stroke)
  return act !== null && !stroke.altKey && act(keyed)
}

/** False where there was nothing to do. */
type Act = (keyed: Keyed) => boolean

function withControl({ key, shiftKey }: KeyStroke): Act | null {
  const acts: Record<string, Act> = {
    z: shiftKey ? redo : undo,
    y: redo,
    a: selectAll,
    d: duplicate,
    g: shiftKey ? ungroup : group,
    ']': order('front'),
    '[': order('back'),
  }
  return acts[key.toLowerCase()] ?? null
}

function plain(stroke: KeyStroke): Act | null {
  const arrow = ARROWS[stroke.key]
  if (arrow) return nudge(arrow, stroke)
  const acts: Record<string, Act> = {
    Delete: remove,
    Backspace: remove,
    Escape: leave,
    Enter: edit,
    ']': order('forward'),
    '[': order('backward'),
    '}': order('front'),
    '{': order('back'),
    '+': zoom(ZOOM),
    '=': zoom(ZOOM),
    '-': zoom(1 / ZOOM),
    '0': zoom(null),
  }
  return acts[stroke.key] ?? null
}

/** Runs a command on what is selected and unlocked, and says what has been done. */
function onSelection(
  { editor, announce }: Keyed,
  command: (ids: readonly string[]) => Command,
  say: (what: string) => string,
  joins: string | null = null,
): boolean {
  const { document, selection } = editor.getState()
  const layers = unlockedOf(document, selection)
  if (layers.length === 0) {
    if (selection.length > 0) announce('Locked: unlock it first')
    return selection.length > 0
  }
  const title = layers[0] && layers.length === 1 ? titleOf(layers[0]) : countOf(layers)
  editor.run(command(layers.map(({ id }) => id)), joins)
  announce(say(title))
  return true
}

/** Holding the key down is one step to undo, as one drag is. */
function nudge(arrow: Point, { shiftKey, repeat }: KeyStroke): Act {
  const step = shiftKey ? LARGE_STEP_MM : 1
  const by = { x: arrow.x * step, y: arrow.y * step }
  return (keyed) => {
    if (!repeat) keyed.editor.endJoin()
    const picture = croppedPicture(keyed.editor)
    if (picture) return shift(keyed, picture, by)
    const move = (ids: readonly string[]) => (now: DesignDocument) => moveLayers(now, ids, by)
    return onSelection(keyed, move, () => `Moved to ${placeOf(keyed.editor)}`, 'nudge')
  }
}

/** The picture moves under what is shown of it. */
function shift({ editor }: Keyed, picture: ImageLayer, by: Point): boolean {
  const crop = shiftedCrop(picture, by)
  editor.run((document) => setPicture(document, [picture.id], { crop }), 'nudge')
  return true
}

function placeOf(editor: Editor): string {
  const { document, selection } = editor.getState()
  const frame = frameOf(unlockedOf(document, selection))
  return frame ? placeText(frame) : ''
}

const undo: Act = ({ editor, announce }) => {
  announce(editor.getState().canUndo ? 'Undone' : 'Nothing to undo')
  editor.undo()
  return true
}

const redo: Act = ({ editor, announce }) => {
  announce(editor.getState().canRedo ? 'Redone' : 'Nothing to redo')
  editor.redo()
  return true
}

const selectAll: Act = ({ editor, announce }) => {
  const { layers } = editor.getState().document
  const ids = layers.filter(({ locked }) => !locked).map(({ id }) => id)
  editor.select(ids)
  announce(`${countOf(ids)} selected`)
  return true
}

const duplicate: Act = (keyed) =>
  onSelection(
    keyed,
    (ids) => (now) => duplicateLayers(now, ids),
    (what) => `${what} duplicated`,
  )

const group: Act = (keyed) =>
  onSelection(
    keyed,
    (ids) => (now) => groupLayers(now, ids),
    (what) => `${what} grouped`,
  )

const ungroup: Act = (keyed) =>
  onSelection(
    keyed,
    (ids) => (now) => ungroupLayers(now, ids),
    (what) => `${what} ungrouped`,
  )

const remove: Act = (keyed) =>
  onSelection(
    keyed,
    (ids) => (now) => removeLayers(now, ids),
    (what) => `${what} deleted`,
  )

const ORDERED = {
  front: 'brought to the front',
  forward: 'brought forward',
  backward: 'sent backward',
  back: 'sent to the back',
}

const order =
  (to: keyof typeof ORDERED): Act =>
  (keyed) =>
    onSelection(
      keyed,
      (ids) => (now) => orderLayers(now, ids, to),
      (what) => `${what} ${ORDERED[to]}`,
    )

const zoom =
  (factor: number | null): Act =>
  (keyed) => {
    keyed.zoom(factor)
    return true
  }

/** One thing at a time: the gesture, the crop, the selection. */
const leave: Act = ({ editor, announce, giveUp }) => {
  const { cropping, selection } = editor.getState()
  if (giveUp()) return true
  if (cropping !== null) editor.crop(null)
  else if (selection.length > 0) editor.select([])
  else return false
  announce(cropping === null ? 'Nothing selected' : 'Crop finished')
  return true
}

/** Words are typed in their field; of a picture another part can be shown. */
const edit: Act = ({ editor, announce, onEditText }) => {
  const { document, selection, cropping } = editor.getState()
  const [layer] = unlockedOf(document, selection)
  if (!layer || selection.length > 1) return false
  if (layer.kind === 'text') onEditText?.(layer.id)
  if (layer.kind !== 'image') return layer.kind === 'text'
  editor.crop(cropping === null ? layer.id : null)
  announce(cropping === null ? 'Crop: arrows move the picture, Escape ends' : 'Crop finished')
  return true
}
