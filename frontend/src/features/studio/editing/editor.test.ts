import { expect, test, vi } from 'vitest'
import { designOf, photo, star, words } from '@/testing/design-documents'
import { addLayers } from './commands/add-layers'
import { moveLayers } from './commands/move-layers'
import { removeLayers } from './commands/remove-layers'
import { createEditor } from './editor'

const PLACEMENTS = [
  { code: 'front', width_mm: 300, height_mm: 400 },
  { code: 'back', width_mm: 250, height_mm: 250 },
]
const open = (...layers: Parameters<typeof designOf>) =>
  createEditor({ documents: [designOf(...layers)], placements: PLACEMENTS })
const right = (x: number) => (document: ReturnType<typeof designOf>) =>
  moveLayers(document, ['photo'], { x, y: 0 })
const placeOf = (editor: ReturnType<typeof open>) => editor.getState().document.layers[0]?.x_mm

test('has a document for each placement, empty ones too', () => {
  const { documents, placement, document } = open(photo()).getState()
  expect(documents).toEqual([
    designOf(photo()),
    { format: 'ck.design/1', placement: 'back', width_mm: 250, height_mm: 250, layers: [] },
  ])
  expect(placement).toBe('front')
  expect(document).toBe(documents[0])
})

test('a command is one step', () => {
  const editor = open(photo())
  editor.run(right(5))
  expect(placeOf(editor)).toBe(15)
  editor.undo()
  expect(placeOf(editor)).toBe(10)
  expect(editor.getState()).toMatchObject({ canUndo: false, canRedo: true })
  editor.redo()
  expect(placeOf(editor)).toBe(15)
})

test('a command that changes nothing is no step', () => {
  const editor = open(photo())
  editor.run((document) => document)
  expect(editor.getState().canUndo).toBe(false)
})

test('a gesture is one step, however often it moves', () => {
  const editor = open(photo())
  editor.begin()
  editor.preview(right(5))
  editor.preview(right(7))
  expect(editor.getState()).toMatchObject({ isInGesture: true, canUndo: false })
  expect(placeOf(editor)).toBe(17)
  editor.commit()
  editor.undo()
  expect(placeOf(editor)).toBe(10)
  expect(editor.getState()).toMatchObject({ isInGesture: false, canUndo: false })
})

test('a gesture that is cancelled, or undone midway, leaves nothing', () => {
  const editor = open(photo())
  editor.run(right(1))
  editor.begin()
  editor.preview(right(5))
  editor.cancel()
  expect(placeOf(editor)).toBe(11)
  editor.begin()
  editor.preview(right(5))
  editor.undo()
  expect(placeOf(editor)).toBe(11)
  expect(editor.getState()).toMatchObject({ canUndo: true, canRedo: false })
})

test('a command in the middle of a gesture ends it', () => {
  const editor = open(photo())
  editor.begin()
  editor.preview(right(5))
  editor.run(right(1))
  expect(placeOf(editor)).toBe(16)
  editor.undo()
  expect(placeOf(editor)).toBe(15)
})

test('selects whole groups, in the order of the document, unless told otherwise', () => {
  const editor = open(photo({ group: 'a' }), words(), star({ group: 'a' }))
  editor.select(['words', 'star'])
  expect(editor.getState().selection).toEqual(['photo', 'words', 'star'])
  editor.selectAlone('star')
  expect(editor.getState().selection).toEqual(['star'])
})

test('selects what a command has added, and forgets what is gone', () => {
  const editor = open(photo())
  editor.run((document) => addLayers(document, [star(), words()]))
  expect(editor.getState().selection).toEqual(['star', 'words'])
  editor.run((document) => removeLayers(document, ['star']))
  expect(editor.getState().selection).toEqual(['words'])
  editor.undo()
  expect(editor.getState().selection).toEqual(['star'])
})

test('shows the placement on which a step was made when it is undone', () => {
  const editor = open(photo())
  editor.run(right(5))
  editor.setPlacement('back')
  editor.undo()
  expect(editor.getState()).toMatchObject({ placement: 'front', canUndo: false })
  editor.setPlacement('back')
  editor.undo()
  expect(editor.getState().placement).toBe('back')
})

test('knows no placement that the product has not', () => {
  const editor = open(photo())
  editor.setPlacement('sleeve')
  expect(editor.getState().placement).toBe('front')
})

test('crops one picture until something else is selected', () => {
  const editor = open(photo(), star())
  editor.crop('photo')
  expect(editor.getState()).toMatchObject({ cropping: 'photo', selection: ['photo'] })
  editor.select(['star'])
  expect(editor.getState().cropping).toBeNull()
  editor.crop('photo')
  editor.run((document) => removeLayers(document, ['photo']))
  expect(editor.getState().cropping).toBeNull()
})

test('a template is one step; another design begins anew', () => {
  const editor = open(photo())
  editor.replace([designOf(star())])
  expect(editor.getState().document.layers).toEqual([star()])
  editor.undo()
  expect(editor.getState().document.layers).toEqual([photo()])
  editor.open([designOf(words())])
  expect(editor.getState()).toMatchObject({ canUndo: false, canRedo: false })
  expect(editor.getState().document.layers).toEqual([words()])
})

test('tells those who listen, and the same state while nothing happens', () => {
  const editor = open(photo())
  const listener = vi.fn()
  const stop = editor.subscribe(listener)
  editor.run(right(5))
  expect(listener).toHaveBeenCalledTimes(1)
  expect(editor.getState()).toBe(editor.getState())
  stop()
  editor.undo()
  expect(listener).toHaveBeenCalledTimes(1)
})
