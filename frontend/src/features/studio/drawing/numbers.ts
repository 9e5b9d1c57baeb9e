/**
 * How lengths become numbers in a drawing and pixels in a picture, the same as the server's
 * `drawing/numbers.py`; golden files hold both together.
 */
export const MM_PER_INCH = 25.4
export const PRINT_DPI = 300
/**
 * Places after the point: a tenth of a micrometre, scales of outlines in a font's own units, and
 * those units: few enough that the last bit of a composed glyph's outline, which differs between
 * processors, is rounded away.
 */
export const LENGTH_PLACES = 4
export const SCALE_PLACES = 6
export const OUTLINE_PLACES = 2

/** To so many places, halves upwards. */
export function rounded(number: number, places = LENGTH_PLACES): number {
  const power = 10 ** places
  return Math.floor(number * power + 0.5) / power
}

/** The shortest decimal text: no exponent, no trailing zeros, no "-0". */
export function textOf(number: number, places = LENGTH_PLACES): string {
  const power = 10 ** places
  const units = Math.floor(number * power + 0.5)
  const size = Math.abs(units)
  const rest = size % power
  const whole = (size - rest) / power
  const sign = units < 0 ? '-' : ''
  if (rest === 0) return `${sign}${whole}`
  return `${sign}${whole}.${String(rest).padStart(places, '0').replace(/0+$/, '')}`
}

/** A length in whole pixels, at least one. */
export function pixels(lengthMm: number, dpi = PRINT_DPI): number {
  return Math.max(1, Math.floor((lengthMm * dpi) / MM_PER_INCH + 0.5))
}
