import type { ImageLayer } from './document'
import { rounded } from './numbers'
import { readPath } from './paths'
import type { Command, Path } from './scene'

/* The shapes that a picture may be cut to, in a box of 1 by 1 that its own is a stretch of. */

export const BOX = readPath('M0 0L1 0L1 1L0 1Z')

export const MASKS: Readonly<Record<Exclude<ImageLayer['mask'], 'none'>, Path>> = {
  rounded: readPath(
    'M0.12 0L0.88 0C0.9463 0 1 0.0537 1 0.12L1 0.88C1 0.9463 0.9463 1 0.88 1' +
      'L0.12 1C0.0537 1 0 0.9463 0 0.88L0 0.12C0 0.0537 0.0537 0 0.12 0Z',
  ),
  ellipse: readPath(
    'M0.5 0C0.7761 0 1 0.2239 1 0.5C1 0.7761 0.7761 1 0.5 1' +
      'C0.2239 1 0 0.7761 0 0.5C0 0.2239 0.2239 0 0.5 0Z',
  ),
  heart: readPath(
    'M0.5 1C0.2 0.78 0 0.55 0 0.29C0 0.12 0.12 0 0.27 0C0.37 0 0.45 0.06 0.5 0.15' +
      'C0.55 0.06 0.63 0 0.73 0C0.88 0 1 0.12 1 0.29C1 0.55 0.8 0.78 0.5 1Z',
  ),
  star: readPath(
    'M0.5 0L0.618 0.382L1 0.382L0.691 0.6181L0.809 1L0.5 0.7639' +
      'L0.191 1L0.309 0.6181L0 0.382L0.382 0.382Z',
  ),
  hexagon: readPath('M0.25 0L0.75 0L1 0.5L0.75 1L0.25 1L0 0.5Z'),
}

/** A path of the box of 1 by 1, over this one. */
export function stretched(path: Path, x: number, y: number, width: number, height: number): Path {
  const place = (part: number, index: number) =>
    rounded(index % 2 === 0 ? x + part * width : y + part * height)
  return path.map(([name, ...numbers]): Command => [name, ...numbers.map(place)])
}
