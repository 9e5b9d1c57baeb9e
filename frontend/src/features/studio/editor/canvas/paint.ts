import { boundsBetween, middleOf, type Bounds, type Box } from '@/features/studio/editing/geometry'
import type { Guide } from '@/features/studio/editing/snapping'
import { HANDLES, isHandle } from './handles'
import { toPx, type View } from './view'

/*
 * What follows a pointer is set on the elements themselves, some attributes a frame, without React:
 * nothing is laid out or drawn anew but what moves.
 */

const ROTATE_PX = 28
const CURSORS = ['ew-resize', 'nwse-resize', 'ns-resize', 'nesw-resize'] as const

/** The elements of these layers. */
export function elementsOf(root: Element, ids: readonly string[]): SVGSVGElement[] {
  const all = root.querySelectorAll<SVGSVGElement>('[data-layer]')
  return [...all].filter(({ dataset }) => ids.includes(dataset.layer ?? ''))
}

/** HTML and SVG alike. */
type Carried = ElementCSSInlineStyle

/**
 * Makes elements layers of the compositor, for as long as they are carried: a new matrix then
 * neither lays out nor paints anything.
 */
export function liftElements(elements: readonly Carried[], areLifted: boolean): void {
  for (const { style } of elements) style.willChange = areLifted ? 'transform' : ''
}

/** Shows elements carried by a CSS matrix, or for none where they stand by themselves. */
export function carryElements(elements: readonly Carried[], matrix: string): void {
  for (const { style } of elements) style.transform = matrix
}

/** Puts outlines and handles around a box. */
export function placeFrame(placed: SVGGElement, box: Box, view: View): void {
  const { x, y } = toPx(view, middleOf(box))
  const [width, height] = [box.width_mm * view.scale, box.height_mm * view.scale]
  placed.setAttribute('transform', `translate(${x} ${y}) rotate(${box.rotation_deg})`)
  for (const rect of placed.querySelectorAll('[data-outline]')) {
    setAll(rect, { x: -width / 2, y: -height / 2, width, height })
  }
  for (const handle of placed.querySelectorAll<SVGGElement>('[data-handle]')) {
    placeHandle(handle, width, height, box.rotation_deg)
  }
}

function placeHandle(handle: SVGGElement, width: number, height: number, rotation: number): void {
  const name = handle.dataset.handle
  if (!isHandle(name)) {
    handle.setAttribute('transform', `translate(0 ${-height / 2 - ROTATE_PX})`)
    return
  }
  const [x, y] = [(HANDLES[name].x - 0.5) * width, (HANDLES[name].y - 0.5) * height]
  handle.setAttribute('transform', `translate(${x} ${y})`)
  handle.style.cursor = cursorAt(HANDLES[name].x - 0.5, HANDLES[name].y - 0.5, rotation)
}

/** The arrow that points most nearly the way the handle goes. */
function cursorAt(x: number, y: number, rotation: number): string {
  const degrees = (Math.atan2(y, x) * 180) / Math.PI + rotation
  const eighths = Math.round(degrees / 45)
  return CURSORS[((eighths % 4) + 4) % 4] ?? 'move'
}

/** The frame's drawing, and in it what is placed around a box. */
export function frameIn(root: Element): { drawing: SVGSVGElement; placed: SVGGElement } | null {
  const drawing = root.querySelector<SVGSVGElement>('[data-frame]')
  const placed = drawing?.querySelector<SVGGElement>('[data-placed]')
  return drawing && placed ? { drawing, placed } : null
}

/** Handles, and the outlines of single layers, are not shown while all is carried. */
export function showHandles(root: Element, areShown: boolean): void {
  for (const part of root.querySelectorAll<SVGElement>('[data-outlines], [data-handle]')) {
    setVisible(part, areShown)
  }
}

/** What guides are shown with, to be looked for once a gesture. */
export function guideLinesIn(root: Element): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('[data-guide]')]
}

/** Where a line that guides nothing waits. */
export const ASIDE = 'translate(-9999px, -9999px)'

/** Lines across the whole stage; carried as everything else, so that nothing is painted anew. */
export function showGuides(
  lines: readonly HTMLElement[],
  guides: readonly Guide[],
  view: View,
): void {
  for (const axis of ['x', 'y'] as const) {
    const own = lines.filter(({ dataset }) => dataset.guide === axis)
    const met = guides.filter((guide) => guide.axis === axis)
    for (const [index, { style }] of own.entries()) {
      const transform = transformTo(met[index], view)
      if (style.transform !== transform) style.transform = transform
    }
  }
}

function transformTo(guide: Guide | undefined, view: View): string {
  if (!guide) return ASIDE
  const { x, y } = toPx(view, { x: guide.at_mm, y: guide.at_mm })
  return guide.axis === 'x'
    ? `translate(${x.toFixed(2)}px, 0px)`
    : `translate(0px, ${y.toFixed(2)}px)`
}

export function showMarquee(root: Element, bounds: Bounds | null, view: View): void {
  const marquee = root.querySelector<SVGRectElement>('[data-marquee]')
  setVisible(marquee, bounds !== null)
  if (!marquee || !bounds) return
  const from = toPx(view, { x: bounds.left, y: bounds.top })
  const to = toPx(view, { x: bounds.right, y: bounds.bottom })
  const { left, top, right, bottom } = boundsBetween(from, to)
  setAll(marquee, { x: left, y: top, width: right - left, height: bottom - top })
}

/** A few figures beside what is done; empty for none. */
export function showReadout(root: Element, text: string): void {
  const readout = root.querySelector<HTMLElement>('[data-readout]')
  if (!readout || readout.textContent === text) return
  readout.hidden = text === ''
  readout.textContent = text
}

function setVisible(element: SVGElement | null, isVisible: boolean): void {
  const visibility = isVisible ? 'inherit' : 'hidden'
  if (element?.getAttribute('visibility') === visibility) return
  element?.setAttribute('visibility', visibility)
}

/** What is the same already is left alone: each change of an attribute is laid out and painted. */
function setAll(element: Element, attributes: Record<string, number>): void {
  for (const [name, value] of Object.entries(attributes)) {
    const text = value.toFixed(2)
    if (element.getAttribute(name) !== text) element.setAttribute(name, text)
  }
}
