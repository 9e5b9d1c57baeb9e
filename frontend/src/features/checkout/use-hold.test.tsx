import { act, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useHold } from './use-hold'

const onHeld = vi.fn()
const onVirtualPress = vi.fn()
const mayStart = vi.fn(() => true)

function Holder({ isDisabled = false }: { isDisabled?: boolean }) {
  const { progress, isHolding, wasTooShort, handlers } = useHold({
    durationMs: 1500,
    isDisabled,
    mayStart,
    onHeld,
    onVirtualPress,
  })
  return (
    <>
      <button type="button" {...handlers}>
        Hold
      </button>
      <p>
        {isHolding ? 'holding' : 'at rest'} {Math.round(progress * 100)}%{' '}
        {wasTooShort && 'too short'}
      </p>
    </>
  )
}

const button = () => screen.getByRole('button')
const shown = () => screen.getByText(/%/).textContent
const pass = (ms: number) => {
  act(() => void vi.advanceTimersByTime(ms))
}
const press = () =>
  fireEvent.pointerDown(button(), { isPrimary: true, button: 0, pointerId: 1, pressure: 0.5 })

beforeEach(() => {
  vi.useFakeTimers()
  mayStart.mockReturnValue(true)
  for (const mock of [onHeld, onVirtualPress, mayStart]) mock.mockClear()
})
afterEach(() => vi.useRealTimers())

test('fills while held and is done once, at the end', () => {
  render(<Holder />)
  press()
  pass(750)
  expect(shown()).toBe('holding 50% ')
  expect(onHeld).not.toHaveBeenCalled()
  pass(700)
  expect(onHeld).not.toHaveBeenCalled()
  pass(50)
  expect(onHeld).toHaveBeenCalledOnce()
  pass(5000)
  fireEvent.pointerUp(button())
  expect(onHeld).toHaveBeenCalledOnce()
  expect(shown()).toBe('at rest 0% ')
})

test('letting go too early begins anew and says so', () => {
  render(<Holder />)
  press()
  pass(1400)
  fireEvent.pointerUp(button())
  expect(shown()).toBe('at rest 0% too short')
  pass(5000)
  expect(onHeld).not.toHaveBeenCalled()
  press()
  pass(1450)
  expect(onHeld).not.toHaveBeenCalled()
  pass(50)
  expect(onHeld).toHaveBeenCalledOnce()
})

test('a busy machine that renders late neither pays twice nor pays what was let go', () => {
  render(<Holder />)
  press()
  pass(5000)
  expect(onHeld).toHaveBeenCalledOnce()
  press()
  act(() => {
    vi.advanceTimersByTime(1400)
    fireEvent.pointerLeave(button())
    vi.advanceTimersByTime(5000)
  })
  expect(onHeld).toHaveBeenCalledOnce()
})

test.each([
  ['leaving it', () => fireEvent.pointerLeave(button())],
  ['a cancelled touch', () => fireEvent.pointerCancel(button())],
  ['losing the focus', () => fireEvent.blur(button())],
  ['losing the window', () => fireEvent.blur(window)],
  ['Escape', () => fireEvent.keyDown(button(), { key: 'Escape' })],
])('%s stops the hold', (_, interrupt) => {
  render(<Holder />)
  press()
  pass(1000)
  interrupt()
  pass(5000)
  expect(shown()).toMatch(/^at rest 0%/)
  expect(onHeld).not.toHaveBeenCalled()
})

test.each([' ', 'Enter'])('holding the key "%s" fills it the same way', (key) => {
  render(<Holder />)
  const isScrollStopped = !fireEvent.keyDown(button(), { key })
  expect(isScrollStopped).toBe(true)
  pass(1000)
  fireEvent.keyDown(button(), { key, repeat: true })
  pass(450)
  expect(onHeld).not.toHaveBeenCalled()
  pass(50)
  expect(onHeld).toHaveBeenCalledOnce()
  fireEvent.keyUp(button(), { key })
  expect(onVirtualPress).not.toHaveBeenCalled()
})

test('a key let go too early begins anew', () => {
  render(<Holder />)
  fireEvent.keyDown(button(), { key: ' ' })
  pass(1000)
  fireEvent.keyUp(button(), { key: ' ' })
  pass(5000)
  expect(shown()).toBe('at rest 0% too short')
  expect(onHeld).not.toHaveBeenCalled()
})

test('only the main button of the first pointer counts, and no menu opens', () => {
  render(<Holder />)
  fireEvent.pointerDown(button(), { isPrimary: true, button: 2, pressure: 0.5 })
  fireEvent.pointerDown(button(), { isPrimary: false, button: 0, pressure: 0.5 })
  pass(5000)
  expect(onHeld).not.toHaveBeenCalled()
  expect(fireEvent.contextMenu(button())).toBe(false)
})

test("a screen reader's click asks instead of holding", () => {
  render(<Holder />)
  fireEvent.click(button(), { detail: 0 })
  expect(onVirtualPress).toHaveBeenCalledOnce()
  expect(onHeld).not.toHaveBeenCalled()
})

test("a screen reader's double tap on a phone asks instead of holding", () => {
  render(<Holder />)
  fireEvent.pointerDown(button(), { isPrimary: true, button: 0, width: 1, height: 1, pressure: 0 })
  pass(5000)
  fireEvent.click(button(), { detail: 1 })
  expect(onHeld).not.toHaveBeenCalled()
  expect(onVirtualPress).toHaveBeenCalledOnce()
})

test('the click that ends a press of the mouse asks nothing', () => {
  render(<Holder />)
  press()
  fireEvent.pointerUp(button())
  fireEvent.click(button(), { detail: 1 })
  expect(onVirtualPress).not.toHaveBeenCalled()
})

test('does not begin when it may not', () => {
  mayStart.mockReturnValue(false)
  render(<Holder />)
  press()
  fireEvent.click(button(), { detail: 0 })
  pass(5000)
  expect([onHeld, onVirtualPress].map(({ mock }) => mock.calls.length)).toEqual([0, 0])
})

test('being disabled ends a hold for good', () => {
  const { rerender } = render(<Holder />)
  press()
  pass(1000)
  rerender(<Holder isDisabled />)
  rerender(<Holder />)
  pass(5000)
  expect(onHeld).not.toHaveBeenCalled()
})
