import { useCallback, useRef } from 'react'

/**
 * A ref for headings that follow one another as a page loads: when the one that holds the focus
 * goes, the next takes it, so that a reader's place is not lost.
 */
export function useKeptFocus() {
  const wasHeld = useRef(false)
  return useCallback((heading: HTMLElement | null) => {
    if (wasHeld.current) heading?.focus({ preventScroll: true })
    return () => {
      wasHeld.current = document.activeElement === heading
    }
  }, [])
}
