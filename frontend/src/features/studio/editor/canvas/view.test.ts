import { expect, test } from 'vitest'
import { fitView, panned, toMm, toPx, zoomed } from './view'

const area = { width_mm: 300, height_mm: 400 }
const fit = fitView(area, { width: 928, height: 928 })

test('shows the whole print area in the middle, with room around', () => {
  expect(fit).toEqual({ scale: 2, x: 164, y: 64 })
})

test('a stage without a size shows one pixel a millimetre', () => {
  expect(fitView(area, { width: 0, height: 0 }).scale).toBe(1)
})

test('knows where millimetres stand on the screen', () => {
  expect(toPx(fit, { x: 10, y: 20 })).toEqual({ x: 184, y: 104 })
  expect(toMm(fit, { x: 184, y: 104 })).toEqual({ x: 10, y: 20 })
})

test('zooms about a point that stays still', () => {
  const about = { x: 300, y: 500 }
  const closer = zoomed(fit, 2, about, fit)
  expect(closer.scale).toBe(4)
  expect(toMm(closer, about)).toEqual(toMm(fit, about))
})

test('goes neither too near nor too far', () => {
  expect(zoomed(fit, 1e9, { x: 0, y: 0 }, fit).scale).toBe(32)
  expect(zoomed(fit, 0, { x: 0, y: 0 }, fit).scale).toBe(0.5)
})

test('pans', () => {
  expect(panned(fit, { x: 6, y: -4 })).toEqual({ scale: 2, x: 170, y: 60 })
})
