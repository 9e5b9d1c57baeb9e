import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DesignDocument, Layer } from '@/features/studio/drawing/document'
import { isDesignDocument } from '@/features/studio/drawing/validate'
import { designOf, measureRoughly, photo, star, words } from '@/testing/design-documents'
import { addLayers } from './commands/add-layers'
import { alignLayers } from './commands/align-layers'
import { cropPicture } from './commands/crop-picture'
import { distributeLayers } from './commands/distribute-layers'
import { duplicateLayers } from './commands/duplicate-layers'
import { groupLayers } from './commands/group-layers'
import { lockLayers } from './commands/lock-layers'
import { moveLayers } from './commands/move-layers'
import { orderLayers, type Order } from './commands/order-layers'
import { removeLayers } from './commands/remove-layers'
import { renameLayer } from './commands/rename-layer'
import { resizeLayers } from './commands/resize-layers'
import { rotateLayers } from './commands/rotate-layers'
import { setBox } from './commands/set-box'
import { setClipart } from './commands/set-clipart'
import { setOpacity } from './commands/set-opacity'
import { setPicture } from './commands/set-picture'
import { setText } from './commands/set-text'
import { ungroupLayers } from './commands/ungroup-layers'
import { createEditor, type Editor } from './editor'
import type { Command } from './editor-state'

const PLACEMENTS = [
  { code: 'front', width_mm: 300, height_mm: 400 },
  { code: 'back', width_mm: 250, height_mm: 250 },
]

// Numbers as they come from pointers and fields: mostly sensible, now and then absurd.
const anyNumber = fc.oneof(
  { weight: 5, arbitrary: fc.double({ min: -500, max: 500, noNaN: true }) },
  { weight: 1, arbitrary: fc.double({ noNaN: false }) },
)
const factor = fc.oneof(
  fc.double({ min: 0.2, max: 5, noNaN: true }),
  fc.constantFrom(0, 1e-9, 1e9, -1),
)
const part = fc.double({ min: -0.5, max: 1.5, noNaN: true })
const point = fc.record({ x: anyNumber, y: anyNumber })
const colour = fc.constantFrom('#000000', '#a1b2c3')
const text = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 700 }),
  fc.constantFrom('', 'a\r\nb', 'One two three four'),
)
const textChanges = fc.record(
  {
    content: text,
    size_mm: anyNumber,
    colour,
    align: fc.constantFrom('left' as const, 'center' as const, 'right' as const),
    letter_spacing: part,
    line_height: anyNumber,
    outline: fc.option(fc.record({ colour, width_mm: anyNumber })),
    curve_deg: anyNumber,
  },
  { requiredKeys: [] },
)
const crop = fc.record({ x: part, y: part, width: part, height: part })
const pictureChanges = fc.record(
  {
    crop,
    mask: fc.constantFrom('none' as const, 'heart' as const),
    flip_x: fc.boolean(),
    colour_key: fc.option(fc.record({ colour, tolerance: part })),
  },
  { requiredKeys: [] },
)
const box = fc.record(
  {
    x_mm: anyNumber,
    y_mm: anyNumber,
    width_mm: anyNumber,
    height_mm: anyNumber,
    rotation_deg: anyNumber,
  },
  { requiredKeys: [] },
)
const newLayer: fc.Arbitrary<Layer> = fc.constantFrom(photo(), words(), star())

/** Which of the layers there are, told by their places as ids are not known beforehand. */
const places = fc.array(fc.nat({ max: 11 }), { minLength: 1, maxLength: 4 })
const idsAt = ({ layers }: DesignDocument, chosen: readonly number[]) =>
  chosen.flatMap((place) => layers[place % layers.length]?.id ?? [])
const idAt = (document: DesignDocument, [place = 0]: readonly number[]) =>
  document.layers[place % document.layers.length]?.id ?? 'none'

/** A command over some layers; `unlocks` is said of the one that may change locked ones. */
type Act = { apply: Command; unlocks?: boolean }

function act<T>(
  name: string,
  argument: fc.Arbitrary<T>,
  apply: (document: DesignDocument, ids: string[], argument: T, id: string) => DesignDocument,
): fc.Arbitrary<Act> {
  return fc.tuple(places, argument).map(([on, given]) => ({
    apply: (document) => apply(document, idsAt(document, on), given, idAt(document, on)),
    // So that a counterexample can be read.
    [fc.toStringMethod]: () => `${name}(${on.join()}; ${fc.stringify(given)})`,
  }))
}

const scaling = fc.record({
  factor_x: factor,
  factor_y: factor,
  anchor: point,
  axis_deg: anyNumber,
})
const evenly = scaling.map((given) => ({ ...given, factor_y: given.factor_x }))
const order = fc.constantFrom<Order>('front', 'forward', 'backward', 'back', { above: null })
const edge = fc.constantFrom('left', 'center', 'right', 'top', 'middle', 'bottom')
const none = fc.constant(null)

const acts: fc.Arbitrary<Act> = fc.oneof(
  act('addLayers', newLayer, (document, _, layer) => addLayers(document, [layer])),
  act('removeLayers', none, (document, [id = '']) => removeLayers(document, [id])),
  act('duplicateLayers', none, duplicateLayers),
  act('moveLayers', point, moveLayers),
  act('resizeLayers', scaling, (document, ids, given) =>
    resizeLayers(document, ids, given, measureRoughly),
  ),
  act('resizeLayers', evenly, (document, ids, given) =>
    resizeLayers(document, ids, given, measureRoughly),
  ),
  act('resizeLayers', evenly, (document, ids, given) =>
    resizeLayers(document, ids, given, () => null),
  ),
  act('rotateLayers', anyNumber, (document, ids, degrees) => rotateLayers(document, ids, degrees)),
  act('setBox', box, (document, _, given, id) => setBox(document, id, given, measureRoughly)),
  act('setText', textChanges, (document, ids, given) =>
    setText(document, ids, given, measureRoughly),
  ),
  act('setPicture', pictureChanges, setPicture),
  act('cropPicture', crop, (document, _, given, id) => cropPicture(document, id, given)),
  act('setClipart', fc.array(colour, { maxLength: 3 }), (document, ids, colours) =>
    setClipart(document, ids, { colours }),
  ),
  act('setOpacity', part, setOpacity),
  act('renameLayer', text, (document, _, name, id) => renameLayer(document, id, name)),
  act('lockLayers', fc.boolean(), lockLayers).map((given) => ({ ...given, unlocks: true })),
  act('groupLayers', none, groupLayers),
  act('ungroupLayers', none, ungroupLayers),
  act('orderLayers', order, orderLayers),
  act('alignLayers', edge, (document, ids, given) => alignLayers(document, ids, given)),
  act('distributeLayers', fc.constantFrom('x', 'y'), distributeLayers),
)

type Step =
  | { kind: 'run'; act: Act }
  | { kind: 'gesture'; acts: Act[]; isKept: boolean }
  | { kind: 'placement'; code: string }
  | { kind: 'replace' }

const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: acts.map((given) => ({ kind: 'run' as const, act: given })) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('gesture' as const),
      acts: fc.array(acts, { maxLength: 4 }),
      isKept: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('placement' as const),
      code: fc.constantFrom('front', 'back'),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'replace' as const }) },
)

function take(editor: Editor, step: Step): void {
  if (step.kind === 'run') watched(editor, step.act, (command) => editor.run(command))
  if (step.kind === 'placement') editor.setPlacement(step.code)
  if (step.kind === 'replace') editor.replace([designOf(photo(), words({ id: 'w2' }))])
  if (step.kind !== 'gesture') return
  editor.begin()
  for (const given of step.acts) watched(editor, given, (command) => editor.preview(command))
  if (step.isKept) editor.commit()
  else editor.cancel()
}

/** Does it, and holds that everything stays valid and that locked layers are as they were. */
function watched(editor: Editor, { apply, unlocks = false }: Act, put: (c: Command) => void): void {
  put((document) => {
    const next = apply(document)
    if (!unlocks) {
      const locked = (layers: readonly Layer[]) => layers.filter((layer) => layer.locked)
      expect(locked(next.layers)).toEqual(locked(document.layers))
    }
    return next
  })
  expect(editor.getState().documents.every(isDesignDocument)).toBe(true)
}

const start = () => [designOf(photo(), words({ locked: true }), star(), star({ id: 'star-2' }))]

test('any 200 commands, undone, give the first documents back, and redone, the last', () => {
  fc.assert(
    fc.property(fc.array(steps, { minLength: 200, maxLength: 200 }), (chosen) => {
      const editor = createEditor({ documents: start(), placements: PLACEMENTS })
      const first = structuredClone(editor.getState().documents)
      for (const step of chosen) take(editor, step)
      const last = structuredClone(editor.getState().documents)

      while (editor.getState().canUndo) editor.undo()
      expect(editor.getState().documents).toEqual(first)
      while (editor.getState().canRedo) editor.redo()
      expect(editor.getState().documents).toEqual(last)
    }),
    { numRuns: 30 },
  )
}, 120_000)

test('each step undone and redone on its own leads to the same', () => {
  fc.assert(
    fc.property(fc.array(steps, { minLength: 1, maxLength: 20 }), (chosen) => {
      const editor = createEditor({ documents: start(), placements: PLACEMENTS })
      for (const step of chosen) {
        take(editor, step)
        const { documents, canUndo } = editor.getState()
        if (!canUndo) continue
        editor.undo()
        expect(editor.getState().documents).not.toBe(documents)
        editor.redo()
        expect(editor.getState().documents).toBe(documents)
      }
    }),
  )
})
