import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { vi } from 'vitest'
import type { Layer } from '@/features/studio/drawing/document'
import { sceneLayerOf } from '@/features/studio/drawing/layers'
import { Packs } from '@/features/studio/drawing/packs'
import { createEditor } from '@/features/studio/editing/editor'
import { Canvas } from '@/features/studio/editor/canvas/canvas'
import { designOf, measureRoughly, photo } from './design-documents'

/** So large that the print area is shown at one pixel a millimetre, its corner at 32, 32. */
const STAGE = { width: 364, height: 464 }

/** jsdom lays nothing out; here the stage has its size. */
export function giveStageItsSize() {
  const observe = (report: ResizeObserverCallback) => () =>
    report([{ contentRect: STAGE } as ResizeObserverEntry], {} as ResizeObserver)
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe: () => void
      disconnect() {}
      constructor(report: ResizeObserverCallback) {
        this.observe = observe(report)
      }
    },
  )
}

const nothing = () => Promise.resolve([])
const packs = new Packs({
  faces: nothing,
  pieces: nothing,
  font: () => Promise.resolve(new Uint8Array()),
})

export function openCanvas(...layers: Layer[]) {
  const area = { code: 'front', width_mm: 300, height_mm: 400 }
  const editor = createEditor({ documents: [designOf(...layers)], placements: [area] })
  const onEditText = vi.fn()
  render(
    <Canvas
      editor={editor}
      measure={measureRoughly}
      drawLayer={(layer) => (layer.kind === 'image' ? sceneLayerOf(layer, packs) : null)}
      hrefOf={(artwork) => `/artworks/${artwork}`}
      baseHex="#ffffff"
      placementName="Front"
      onEditText={onEditText}
    />,
  )
  const layer = (id: string) =>
    editor.getState().document.layers.find((each) => each.id === id) ?? photo({ id: 'gone' })
  return { editor, layer, onEditText, user: userEvent.setup() }
}

export const stage = () => screen.getByRole('application')
export const picture = () => screen.getByRole('img', { name: /cat\.jpg/ })
export const said = () => screen.getByRole('status').textContent.trim()

/** Where millimetres stand on the screen. */
export const at = (x: number, y: number) => ({ clientX: x + 32, clientY: y + 32 })

type Spot = readonly [x: number, y: number]
type Held = { shiftKey?: boolean; altKey?: boolean; pointerType?: string; pointerId?: number }

export const down = (target: Element, [x, y]: Spot, held: Held = {}) =>
  fireEvent.pointerDown(target, {
    button: 0,
    pointerId: 1,
    pointerType: 'mouse',
    ...held,
    ...at(x, y),
  })
export const move = ([x, y]: Spot, held: Held = {}) =>
  fireEvent.pointerMove(stage(), { pointerId: 1, pointerType: 'mouse', ...held, ...at(x, y) })
export const up = ([x, y]: Spot, held: Held = {}) =>
  fireEvent.pointerUp(stage(), { pointerId: 1, pointerType: 'mouse', ...held, ...at(x, y) })

export function drag(from: Spot, to: Spot, held: Held = {}, target: Element = stage()) {
  down(target, from, held)
  move(to, held)
  up(to, held)
}

export const press = (spot: Spot, held: Held = {}) => drag(spot, spot, held)

export function handle(name: string): Element {
  const found = document.querySelector(`[data-frame] [data-handle="${name}"]`)
  if (!found) throw new Error(`No handle ${name}.`)
  return found
}
