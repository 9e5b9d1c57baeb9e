/*
 * How far apart two colours look: distances in OKLab, where 1 is from black to white; the same as
 * the server's `drawing/checks/colours.py`.
 */

type Rgb = readonly [number, number, number]

/** Between "#rrggbb" colours. */
export function distance(one: string, other: string): number {
  return distanceOf(rgbOf(one), rgbOf(other))
}

/** Between a ground and this colour laid over it, see-through in part. */
export function distanceOn(colour: string, ground: string, opacity: number): number {
  const [over, under] = [rgbOf(colour), rgbOf(ground)]
  const mixed = (channel: 0 | 1 | 2) => under[channel] + (over[channel] - under[channel]) * opacity
  return distanceOf([mixed(0), mixed(1), mixed(2)], under)
}

/** The largest difference in red, green or blue, of 255. */
export function furthestChannel(one: string, other: string): number {
  const [a, b] = [rgbOf(one), rgbOf(other)]
  return Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2]))
}

function rgbOf(colour: string): Rgb {
  const channel = (start: number) => parseInt(colour.slice(start, start + 2), 16)
  return [channel(1), channel(3), channel(5)]
}

function distanceOf(one: Rgb, other: Rgb): number {
  const [first, second] = [oklabOf(one), oklabOf(other)]
  const square = (axis: 0 | 1 | 2) => (first[axis] - second[axis]) * (first[axis] - second[axis])
  return Math.sqrt(square(0) + square(1) + square(2))
}

/** https://bottosson.github.io/posts/oklab/ */
function oklabOf(colour: Rgb): Rgb {
  const [r, g, b] = [linear(colour[0]), linear(colour[1]), linear(colour[2])]
  const long = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const medium = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const short = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
  ]
}

function linear(channel: number): number {
  const part = channel / 255
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}
