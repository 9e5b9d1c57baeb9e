import { expect, test } from 'vitest'
import { designOf, photo } from '@/testing/design-documents'
import { setOpacity } from './commands/set-opacity'
import { createEditor } from './editor'

const started = () => {
  const editor = createEditor({
    documents: [designOf(photo())],
    placements: [
      { code: 'front', width_mm: 300, height_mm: 400 },
      { code: 'back', width_mm: 300, height_mm: 400 },
    ],
  })
  const fade = (opacity: number, joins?: string) =>
    editor.run((document) => setOpacity(document, ['photo'], opacity), joins)
  const opacity = () => editor.getState().document.layers[0]?.opacity
  return { editor, fade, opacity }
}

test('runs with one key, one after the other, are undone and redone at once', () => {
  const { editor, fade, opacity } = started()
  for (const part of [0.9, 0.6, 0.3]) fade(part, 'opacity')
  editor.undo()
  expect(opacity()).toBe(1)
  expect(editor.getState().canUndo).toBe(false)
  editor.redo()
  expect(opacity()).toBe(0.3)
})

test.each<[string, (editor: ReturnType<typeof started>['editor']) => void]>([
  ['another key', (editor) => editor.run((document) => setOpacity(document, ['photo'], 0.5), 'x')],
  ['leaving the field', (editor) => editor.endJoin()],
  ['a gesture', (editor) => editor.begin()],
  ['undo', (editor) => editor.undo()],
  [
    'another placement',
    (editor) => {
      editor.setPlacement('back')
      editor.setPlacement('front')
    },
  ],
])('%s begins a new step', (_, between) => {
  const { editor, fade, opacity } = started()
  fade(0.9, 'opacity')
  fade(0.8, 'opacity')
  between(editor)
  const before = opacity()
  fade(0.2, 'opacity')
  editor.undo()
  expect(opacity()).toBe(before)
})

test('a run that changes nothing is no step that others could join', () => {
  const { editor, fade, opacity } = started()
  fade(1, 'opacity')
  fade(0.4, 'opacity')
  editor.undo()
  expect(opacity()).toBe(1)
})
