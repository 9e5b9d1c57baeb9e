import { useEffect, useState, type RefObject } from 'react'
import type { Point, SizeMm } from '@/features/studio/editing/geometry'
import { fitView, panned, zoomed, type SizePx, type View } from './view'

/** A wheel's notch zooms by about a tenth. */
const WHEEL_ZOOM = 0.0015
const LINE_PX = 16

/**
 * How the stage is looked at: all of it until somebody zooms or pans. A wheel pans only what is
 * larger than the stage, so that the page can be scrolled past it.
 */
export function useView(root: RefObject<HTMLElement | null>, area: SizeMm, isBusy: () => boolean) {
  const [size, setSize] = useState<SizePx>({ width: 0, height: 0 })
  const [chosen, setChosen] = useState<View | null>(null)
  const fit = fitView(area, size)
  const view = chosen ?? fit
  useSize(root, setSize)

  const zoom = (factor: number | null, about: Point = middleOf(size)) =>
    setChosen(factor === null ? null : zoomed(view, factor, about, fit))

  useWheel(root, (event, at) => {
    // What is being dragged would no longer be under the pointer.
    if (isBusy()) return true
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1
    if (event.ctrlKey || event.metaKey) {
      zoom(Math.exp(-event.deltaY * lines * WHEEL_ZOOM), at)
      return true
    }
    if (view.scale <= fit.scale) return false
    const [x, y] = [-event.deltaX * lines, -event.deltaY * lines]
    setChosen(panned(view, event.shiftKey && x === 0 ? { x: y, y: 0 } : { x, y }))
    return true
  })

  return { view, fit, zoom, setView: (next: View) => setChosen(next) }
}

const middleOf = ({ width, height }: SizePx): Point => ({ x: width / 2, y: height / 2 })

function useSize(root: RefObject<HTMLElement | null>, onSize: (size: SizePx) => void): void {
  useEffect(() => {
    if (!root.current) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) onSize({ width: entry.contentRect.width, height: entry.contentRect.height })
    })
    observer.observe(root.current)
    return () => observer.disconnect()
  }, [root, onSize])
}

/** React's own wheel listeners are passive and cannot keep the page from moving. */
function useWheel(
  root: RefObject<HTMLElement | null>,
  onWheel: (event: WheelEvent, at: Point) => boolean,
): void {
  useEffect(() => {
    const element = root.current
    if (!element) return
    const listen = (event: WheelEvent) => {
      const { left, top } = element.getBoundingClientRect()
      const isTaken = onWheel(event, { x: event.clientX - left, y: event.clientY - top })
      if (isTaken) event.preventDefault()
    }
    element.addEventListener('wheel', listen, { passive: false })
    return () => element.removeEventListener('wheel', listen)
  })
}
