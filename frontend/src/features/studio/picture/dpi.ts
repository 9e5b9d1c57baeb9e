import { fitInside, type Size } from '@/lib/print-layout'

const MM_PER_INCH = 25.4

/** Print quality is never reduced below this, only accepted as it comes. */
export const FULL_DPI = 300
/** Below the first a print begins to look soft; below the second its pixels can be seen. */
export const SOFT_DPI = 150
export const COARSE_DPI = 100

/** Dots per inch of a picture of `pixels`, fitted into a box of millimetres. */
export function dpiOf(pixels: Size, box_mm: Size): number {
  return (pixels.width / fitInside(pixels, box_mm).width) * MM_PER_INCH
}

/** How much smaller, as a factor of its sides, a picture may become and still print in full quality. */
export function leastScale(pixels: Size, box_mm: Size): number {
  return Math.min(1, FULL_DPI / dpiOf(pixels, box_mm))
}

export type Sharpness = 'sharp' | 'soft' | 'coarse'

export function sharpnessAt(dpi: number): Sharpness {
  if (dpi < COARSE_DPI) return 'coarse'
  return dpi < SOFT_DPI ? 'soft' : 'sharp'
}

/** The size a picture of these proportions needs to print sharply. */
export function sharpSize(pixels: Size, dpi: number): Size {
  const scale = SOFT_DPI / dpi
  return { width: Math.ceil(pixels.width * scale), height: Math.ceil(pixels.height * scale) }
}
