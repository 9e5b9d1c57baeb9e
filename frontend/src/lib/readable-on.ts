const DARK = '#1b1b1d'
const LIGHT = '#ffffff'

/** Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Whether a ground of this `#rrggbb` is white to the eye, so that it tints nothing laid over it. */
export function isWhite(hex: string): boolean {
  return luminance(hex) > 0.9
}

/** Dark or light ink, whichever can be read better on a ground of this `#rrggbb`. */
export function readableOn(hex: string): string {
  const ground = luminance(hex)
  const onDark = (ground + 0.05) / (luminance(DARK) + 0.05)
  const onLight = 1.05 / (ground + 0.05)
  return onDark >= onLight ? DARK : LIGHT
}
