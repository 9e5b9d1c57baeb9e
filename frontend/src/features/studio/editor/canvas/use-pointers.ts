import { useEffect, useLayoutEffect, type RefObject } from 'react'
import type { Stage } from './gestures/gesture'
import type { Pointers, Surroundings } from './gestures/pointers'

type Known = Omit<Surroundings, 'stage' | 'onDone'> & { stage: Omit<Stage, 'root'> }

/**
 * Listens to mice and fingers on the stage, and gives the gestures what the last render knew.
 * `onDone` comes when one of them has come up again.
 */
export function usePointers(
  pointers: Pointers,
  root: RefObject<HTMLElement | null>,
  { stage, fit, isPanning }: Known,
  onDone: () => void,
): void {
  useLayoutEffect(() => {
    const element = root.current
    if (element) pointers.attend({ stage: { ...stage, root: element }, fit, isPanning, onDone })
  })
  useEffect(() => {
    const element = root.current
    if (!element) return
    const listeners = new AbortController()
    const { signal } = listeners
    element.addEventListener(
      'pointerdown',
      (event) => {
        // Keeps the browser from sending each move twice, as a mouse's too; and so from the focus.
        event.preventDefault()
        element.focus({ preventScroll: true })
        element.dataset.pointed = ''
        element.setPointerCapture(event.pointerId)
        pointers.press(event)
      },
      { signal },
    )
    // Where the focus is matters to the keyboard only.
    element.addEventListener('keydown', () => delete element.dataset.pointed, { signal })
    // A drag is nobody else's: seen first here, its moves are not carried through the whole page.
    const first = { signal, capture: true }
    window.addEventListener('pointermove', (event) => pointers.move(event), first)
    window.addEventListener('pointerup', (event) => pointers.release(event), first)
    window.addEventListener('pointercancel', () => pointers.cancel(), first)
    return () => {
      pointers.cancel()
      listeners.abort()
    }
  }, [pointers, root])
}
