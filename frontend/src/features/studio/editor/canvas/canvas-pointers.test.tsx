import { fireEvent, screen } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import {
  at,
  down,
  drag,
  giveStageItsSize,
  handle,
  move,
  openCanvas,
  picture,
  press,
  said,
  stage,
  up,
} from '@/testing/canvas'
import { photo, star, words } from '@/testing/design-documents'

beforeEach(giveStageItsSize)

test('a press selects the topmost layer there, one beside nothing', () => {
  const { editor } = openCanvas(photo(), star({ x_mm: 60 }))
  press([70, 50])
  expect(editor.getState().selection).toEqual(['star'])
  press([20, 50])
  expect(editor.getState().selection).toEqual(['photo'])
  expect(picture()).toHaveFocus()
  press([250, 300])
  expect(editor.getState().selection).toEqual([])
})

test('Shift adds and takes out', () => {
  const { editor } = openCanvas(photo(), star({ x_mm: 150 }))
  press([20, 50])
  press([160, 50], { shiftKey: true })
  expect(editor.getState().selection).toEqual(['photo', 'star'])
  press([20, 50], { shiftKey: true })
  expect(editor.getState().selection).toEqual(['star'])
})

test('what is locked is pressed last, and not dragged', () => {
  const { editor, layer } = openCanvas(
    photo(),
    star({ locked: true }),
    words({ x_mm: 200, locked: true }),
  )
  press([50, 50])
  expect(editor.getState().selection).toEqual(['photo'])
  drag([205, 25], [250, 60])
  expect(layer('words')).toEqual(words({ x_mm: 200, locked: true }))
})

test('a rectangle selects what it reaches into', () => {
  const { editor } = openCanvas(
    photo(),
    star({ x_mm: 150, rotation_deg: 10 }),
    words({ y_mm: 300 }),
  )
  drag([5, 5], [160, 100])
  expect(editor.getState().selection).toEqual(['photo', 'star'])
  expect(said()).toBe('2 layers selected')
})

test('a drag is one step, shown at once and said at its end', () => {
  const { editor, layer } = openCanvas(photo())
  down(stage(), [50, 50])
  move([63, 61], { altKey: true })
  up([63, 61])
  expect(layer('photo')).toMatchObject({ x_mm: 23, y_mm: 31 })
  expect(said()).toBe('Moved to 23.0, 31.0 mm')
  expect(picture().style.transform).toBe('')
  editor.undo()
  expect(layer('photo')).toMatchObject({ x_mm: 10, y_mm: 20 })
  expect(editor.getState().canUndo).toBe(false)
})

test('while it is dragged only its element is carried', async () => {
  const { editor } = openCanvas(photo())
  const before = editor.getState().document
  down(stage(), [50, 50])
  move([63, 61], { altKey: true })
  await vi.waitFor(() => expect(picture().style.transform).toMatch(/^matrix\(1.*,\s*13.*,\s*11/))
  expect(editor.getState().document).toBe(before)
})

test('Escape gives a drag up', async () => {
  const { editor, layer, user } = openCanvas(photo())
  down(stage(), [50, 50])
  move([90, 90])
  await user.keyboard('{Escape}')
  up([90, 90])
  expect(layer('photo')).toEqual(photo())
  expect(editor.getState()).toMatchObject({ canUndo: false, selection: ['photo'] })
})

test('a hand that trembles only selects', () => {
  const { editor, layer } = openCanvas(photo())
  drag([50, 50], [52, 51])
  expect(layer('photo')).toEqual(photo())
  expect(editor.getState().selection).toEqual(['photo'])
})

test('snaps to the middle of the print area unless told not to', () => {
  const { layer } = openCanvas(photo())
  drag([50, 50], [148, 55])
  expect(layer('photo')).toMatchObject({ x_mm: 110, y_mm: 25 })
  drag([150, 55], [148, 55], { altKey: true })
  expect(layer('photo')).toMatchObject({ x_mm: 110, y_mm: 25 })
})

test('Shift keeps a drag to one axis', () => {
  const { layer } = openCanvas(photo())
  press([50, 50])
  down(stage(), [50, 50])
  move([50, 51], { shiftKey: true, altKey: true })
  move([58, 83], { shiftKey: true, altKey: true })
  up([58, 83])
  expect(layer('photo')).toMatchObject({ x_mm: 10, y_mm: 53 })
})

test('a corner scales in proportion, the opposite one stays', () => {
  const { layer } = openCanvas(photo())
  press([50, 50])
  drag([90, 80], [130, 110], { altKey: true }, handle('se'))
  expect(layer('photo')).toMatchObject({ x_mm: 10, y_mm: 20, width_mm: 120, height_mm: 90 })
  expect(said()).toBe('Resized to 120.0 × 90.0 mm')
})

test('a side stretches, and so does a corner with Shift', () => {
  const { layer, editor } = openCanvas(photo())
  press([50, 50])
  drag([10, 50], [30, 50], { altKey: true }, handle('w'))
  expect(layer('photo')).toMatchObject({ x_mm: 30, width_mm: 60, height_mm: 60 })
  drag([90, 80], [100, 110], { altKey: true, shiftKey: true }, handle('se'))
  expect(layer('photo')).toMatchObject({ x_mm: 30, y_mm: 20, width_mm: 70, height_mm: 90 })
  editor.undo()
  editor.undo()
  expect(layer('photo')).toEqual(photo())
})

test('the side of words gives their lines another width', () => {
  const { layer } = openCanvas(words({ content: 'Ana Maria', width_mm: 45 }))
  press([30, 26])
  expect(() => handle('s')).toThrow('No handle s.')
  drag([55, 26], [40, 26], { altKey: true }, handle('e'))
  expect(layer('words')).toMatchObject({ width_mm: 30, height_mm: 24, size_mm: 10 })
})

test('the handle above turns, and snaps to steps of 15°', () => {
  const { layer } = openCanvas(photo())
  press([50, 50])
  // From straight above its middle to a little past the right of it.
  drag([50, 0], [100, 53], {}, handle('rotate'))
  expect(layer('photo')).toMatchObject({ rotation_deg: 90 })
  expect(said()).toBe('Turned to 90°')
})

test('two fingers on the selection scale and turn it', () => {
  const { layer } = openCanvas(photo())
  const first = { pointerType: 'touch', pointerId: 1 }
  const second = { pointerType: 'touch', pointerId: 2 }
  press([50, 50], first)
  down(stage(), [40, 50], first)
  down(stage(), [60, 50], second)
  move([50, 30], first)
  move([50, 70], second)
  up([50, 70], second)
  up([50, 30], first)
  expect(layer('photo')).toMatchObject({
    x_mm: -30,
    y_mm: -10,
    width_mm: 160,
    height_mm: 120,
    rotation_deg: 90,
  })
})

test('two fingers beside it zoom and pan', () => {
  const { layer } = openCanvas(photo())
  const first = { pointerType: 'touch', pointerId: 1 }
  const second = { pointerType: 'touch', pointerId: 2 }
  down(stage(), [200, 200], first)
  down(stage(), [220, 200], second)
  move([190, 200], first)
  move([230, 200], second)
  up([190, 200], first)
  up([230, 200], second)
  expect(layer('photo')).toEqual(photo())
  expect(screen.getByRole('button', { name: /now at 200%/ })).toBeInTheDocument()
})

test('zooms by buttons and by wheel, and shows all again', async () => {
  const { user } = openCanvas(photo())
  await user.click(screen.getByRole('button', { name: 'Zoom in' }))
  expect(screen.getByRole('button', { name: /125%/ })).toBeInTheDocument()
  fireEvent.wheel(stage(), { deltaY: 1000, ctrlKey: true })
  await user.click(screen.getByRole('button', { name: /28%/ }))
  expect(screen.getByRole('button', { name: /100%/ })).toBeInTheDocument()
})

test('the wheel scrolls the page while all is in view, and pans what is larger', () => {
  openCanvas(photo())
  expect(fireEvent.wheel(stage(), { deltaY: 100 })).toBe(true)
  fireEvent.keyDown(stage(), { key: '+' })
  expect(fireEvent.wheel(stage(), { deltaY: 100 })).toBe(false)
})

test('drags the view while Space is down', () => {
  const { layer } = openCanvas(photo())
  fireEvent.keyDown(stage(), { key: ' ' })
  drag([50, 50], [90, 90])
  fireEvent.keyUp(stage(), { key: ' ' })
  expect(layer('photo')).toEqual(photo())
  // What was at 50, 50 is now where 90, 90 was.
  press([129, 119])
  expect(picture()).toHaveAttribute('aria-current', 'true')
})

test('crops a picture by its edges, and moves it beneath', async () => {
  const { editor, layer, user } = openCanvas(photo())
  fireEvent.doubleClick(stage(), at(50, 50))
  expect(editor.getState().cropping).toBe('photo')
  drag([90, 50], [50, 50], {}, handle('e'))
  expect(layer('photo')).toMatchObject({ width_mm: 40, crop: { x: 0, width: 0.5 } })
  drag([30, 50], [10, 50])
  expect(layer('photo')).toMatchObject({ x_mm: 10, width_mm: 40, crop: { x: 0.25, width: 0.5 } })
  await user.keyboard('{ArrowLeft}{Escape}')
  expect(layer('photo')).toMatchObject({ crop: { x: 0.263, width: 0.5 } })
  expect(editor.getState()).toMatchObject({ cropping: null, selection: ['photo'] })
})

test('a press beside it ends cropping', () => {
  const { editor } = openCanvas(photo(), star({ x_mm: 150 }))
  editor.crop('photo')
  press([160, 50])
  expect(editor.getState()).toMatchObject({ cropping: null, selection: ['star'] })
})

test('a second press takes one layer out of its group', () => {
  const { editor } = openCanvas(photo({ group: 'a' }), star({ x_mm: 150, group: 'a' }))
  press([50, 50])
  expect(editor.getState().selection).toEqual(['photo', 'star'])
  fireEvent.doubleClick(stage(), at(50, 50))
  expect(editor.getState().selection).toEqual(['photo'])
})
