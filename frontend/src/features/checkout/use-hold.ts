import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent, MouseEvent, PointerEvent } from 'react'

const TICK_MS = 50

type HoldOptions = {
  durationMs: number
  isDisabled: boolean
  /** Asked when a hold begins; false refuses it. */
  mayStart: () => boolean
  /** The button was held for the whole time. */
  onHeld: () => void
  /** Assistive technology pressed the button: it cannot hold. */
  onVirtualPress: () => void
}

/**
 * Press and hold, by mouse, touch, pen, Space or Enter alike. Letting go, leaving, losing the focus
 * or the window, and Escape all begin anew. `progress` runs from 0 to 1.
 */
export function useHold(options: HoldOptions) {
  const { isDisabled, mayStart, onVirtualPress } = options
  const latest = useRef(options)
  // Not in an effect: those are cleaned up late on a busy machine, and what was let go would go on.
  const timer = useRef<ReturnType<typeof setInterval>>(undefined)
  const isVirtual = useRef(false)
  const [progress, setProgress] = useState<number | null>(null)
  const [wasTooShort, setWasTooShort] = useState(false)

  if (isDisabled && progress !== null) setProgress(null)

  function stop() {
    clearInterval(timer.current)
    timer.current = undefined
  }

  function reset() {
    stop()
    setProgress(null)
  }

  function tick(startedAt: number) {
    const { durationMs, onHeld } = latest.current
    const share = (performance.now() - startedAt) / durationMs
    if (share < 1) setProgress(share)
    else {
      reset()
      onHeld()
    }
  }

  function start() {
    if (isDisabled || timer.current !== undefined || !mayStart()) return
    setWasTooShort(false)
    setProgress(0)
    const startedAt = performance.now()
    timer.current = setInterval(() => tick(startedAt), TICK_MS)
  }

  function letGo() {
    if (timer.current === undefined) return
    setWasTooShort(true)
    reset()
  }

  useLayoutEffect(() => {
    latest.current = options
    if (isDisabled) stop()
  })
  const onLost = useEffectEvent(reset)
  useEffect(() => {
    const lose = () => onLost()
    window.addEventListener('blur', lose)
    return () => {
      window.removeEventListener('blur', lose)
      lose()
    }
  }, [])

  return {
    isHolding: progress !== null,
    progress: progress ?? 0,
    wasTooShort,
    handlers: {
      onPointerDown(event: PointerEvent<HTMLElement>) {
        isVirtual.current = isVirtualPointer(event)
        if (!event.isPrimary || event.button !== 0 || isVirtual.current) return
        // A finger is captured by what it touched first and would never be seen to leave.
        const { target, pointerId } = event
        if (target instanceof Element && target.hasPointerCapture(pointerId)) {
          target.releasePointerCapture(pointerId)
        }
        start()
      },
      onPointerUp: letGo,
      onPointerLeave: reset,
      onPointerCancel: reset,
      onBlur: reset,
      onKeyDown(event: KeyboardEvent) {
        if (event.key === 'Escape') reset()
        if (!isHoldKey(event)) return
        // Neither scroll nor click; a key held down repeats, and only the first one counts.
        event.preventDefault()
        if (!event.repeat) start()
      },
      onKeyUp(event: KeyboardEvent) {
        if (!isHoldKey(event)) return
        event.preventDefault()
        letGo()
      },
      onContextMenu: (event: MouseEvent) => event.preventDefault(),
      onClick(event: MouseEvent) {
        const isWithoutHands = isVirtual.current || isVirtualClick(event.nativeEvent)
        if (isWithoutHands && !isDisabled && mayStart()) onVirtualPress()
      },
    },
  }
}

const isHoldKey = ({ key }: KeyboardEvent) => key === ' ' || key === 'Enter'

/** Screen readers click without any button having gone down; TalkBack keeps the button "down". */
function isVirtualClick({ detail, buttons }: globalThis.MouseEvent): boolean {
  return detail === 0 || buttons === 1
}

/** What screen readers on phones send for a double tap: a touch of no size and no pressure. */
function isVirtualPointer({ width, height, pressure }: PointerEvent): boolean {
  return width <= 1 && height <= 1 && pressure === 0
}
