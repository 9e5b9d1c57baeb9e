import { fireEvent, screen } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { giveStageItsSize, openCanvas, picture, said, stage } from '@/testing/canvas'
import { photo, star, words } from '@/testing/design-documents'

beforeEach(giveStageItsSize)

test('names the stage and every layer, and shows what is selected', () => {
  const { editor } = openCanvas(photo(), words({ locked: true }))
  expect(stage()).toHaveAccessibleName('Front, 300 × 400 mm, 2 layers')
  expect(stage()).toHaveAccessibleDescription(/Tab goes from layer to layer/)
  expect(screen.getAllByRole('img').map((image) => image.getAttribute('aria-label'))).toEqual([
    'Picture cat.jpg, 80 × 60 mm at 10, 20',
    'Words Ana, 15 × 12 mm at 10, 20, locked',
  ])
  expect(picture()).not.toHaveAttribute('aria-current')
  editor.select(['photo'])
  return vi.waitFor(() => expect(picture()).toHaveAttribute('aria-current', 'true'))
})

test('draws pictures, and leaves room for what is still loading', () => {
  openCanvas(photo({ mask: 'heart' }), star())
  expect(picture().querySelector('image')).toHaveAttribute('href', `/artworks/${'a'.repeat(64)}`)
  expect(picture().querySelector('clipPath')).toBeInTheDocument()
  expect(screen.getByRole('img', { name: /Star/ })).toHaveAttribute('aria-busy', 'true')
})

test('Tab goes through the layers and selects them, groups as a whole', async () => {
  const { editor, user } = openCanvas(photo(), star({ group: 'a' }), words({ group: 'a' }))
  await user.tab()
  expect(stage()).toHaveFocus()
  await user.tab()
  expect(picture()).toHaveFocus()
  expect(editor.getState().selection).toEqual(['photo'])
  await user.tab()
  expect(editor.getState().selection).toEqual(['star', 'words'])
})

test('arrows move by a millimetre, with Shift by ten, and say where to', async () => {
  const { layer, user, editor } = openCanvas(photo())
  picture().focus()
  await user.keyboard('{ArrowRight}{Shift>}{ArrowDown}{/Shift}')
  expect(layer('photo')).toMatchObject({ x_mm: 11, y_mm: 30 })
  expect(said()).toBe('Moved to 11.0, 30.0 mm')
  await user.keyboard('{Control>}z{/Control}')
  expect(layer('photo')).toMatchObject({ x_mm: 11, y_mm: 20 })
  expect(said()).toBe('Undone')
  await user.keyboard('{Control>}zz{/Control}')
  expect(said()).toBe('Nothing to undo')
  await user.keyboard('{Control>}y{Shift>}z{/Shift}{/Control}')
  expect(layer('photo')).toMatchObject({ x_mm: 11, y_mm: 30 })
  expect(editor.getState().canRedo).toBe(false)
})

test('an arrow that is held down is one step to undo', async () => {
  const { layer, user } = openCanvas(photo())
  picture().focus()
  await user.keyboard('{ArrowRight>5/}')
  expect(layer('photo')).toMatchObject({ x_mm: 15 })
  await user.keyboard('{Control>}z{/Control}')
  expect(layer('photo')).toMatchObject({ x_mm: 10 })
})

test('what is locked does not move, and it is said why', async () => {
  const { layer, user } = openCanvas(photo({ locked: true }))
  picture().focus()
  await user.keyboard('{ArrowRight}')
  expect(layer('photo')).toMatchObject({ x_mm: 10 })
  expect(said()).toBe('Locked: unlock it first')
})

test('deletes, and the keyboard stays on the stage', async () => {
  const { editor, user } = openCanvas(photo(), star())
  picture().focus()
  await user.keyboard('{Delete}')
  expect(editor.getState().document.layers).toEqual([star()])
  expect(said()).toBe('Picture cat.jpg deleted')
  expect(stage()).toHaveFocus()
})

test('duplicates, and goes on with the copy', async () => {
  const { editor, user } = openCanvas(photo())
  picture().focus()
  await user.keyboard('{Control>}d{/Control}')
  expect(editor.getState().selection).toEqual(['photo-2'])
  expect(screen.getByRole('img', { name: /at 15, 25/ })).toHaveFocus()
})

test('selects all, groups, orders and lets go', async () => {
  const { editor, user } = openCanvas(photo(), star(), words({ locked: true }))
  stage().focus()
  await user.keyboard('{Control>}a{/Control}')
  expect(said()).toBe('2 layers selected')
  await user.keyboard('{Control>}g{/Control}')
  expect(editor.getState().document.layers.map(({ group }) => group)).toEqual([
    'group',
    'group',
    null,
  ])
  expect(said()).toBe('2 layers grouped')
  await user.keyboard('{Control>}{Shift>}g{/Shift}{/Control}{Escape}')
  expect(editor.getState().selection).toEqual([])
  expect(said()).toBe('Nothing selected')
  picture().focus()
  await user.keyboard(']')
  expect(editor.getState().document.layers[1]).toMatchObject({ id: 'photo' })
  await user.keyboard('{Control>}[[{/Control}')
  expect(editor.getState().document.layers[0]).toMatchObject({ id: 'photo' })
})

test('leaves the browser keys that mean nothing here', () => {
  openCanvas(photo())
  expect(fireEvent.keyDown(stage(), { key: 'ArrowRight' })).toBe(true)
  expect(fireEvent.keyDown(stage(), { key: 's', ctrlKey: true })).toBe(true)
  expect(fireEvent.keyDown(stage(), { key: 'ArrowLeft', altKey: true })).toBe(true)
})

test('Enter edits words in their field', async () => {
  const { onEditText, user } = openCanvas(words())
  screen.getByRole('img', { name: /Words/ }).focus()
  await user.keyboard('{Enter}')
  expect(onEditText).toHaveBeenCalledWith('words')
})
