import type { ColourKey } from './document'
import { rounded, SCALE_PLACES } from './numbers'

/*
 * What a drawing consists of, the same as the server's `drawing/scene.py`. All numbers are rounded
 * already, so that every renderer draws the same.
 */

/** Absolute: M x y, L x y, Q x1 y1 x y, C x1 y1 x2 y2 x y, Z. */
export type Command = readonly ['M' | 'L' | 'Q' | 'C' | 'Z', ...number[]]
export type Path = readonly Command[]

/** `translate x y`, `rotate degrees cx cy` (clockwise, as y runs down) or `scale sx sy`. */
export interface Transform {
  readonly kind: 'translate' | 'rotate' | 'scale'
  readonly values: readonly number[]
}

/** A path, filled (nonzero) or stroked (round joins and caps), with colours as "#rrggbb". */
export interface Shape {
  readonly kind: 'shape'
  readonly path: Path
  readonly transforms: readonly Transform[]
  readonly fill: string | null
  readonly stroke: string | null
  /** In the path's own units, as they are before the transforms. */
  readonly strokeWidth: number
}

/** The whole picture, stretched over this rectangle. */
export interface Picture {
  readonly kind: 'picture'
  readonly artwork: string
  readonly colourKey: ColourKey | null
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly transforms: readonly Transform[]
}

/** `transforms` apply to all of it, its clip too; `opacity` to the layer as a whole. */
export interface SceneLayer {
  readonly id: string
  readonly opacity: number
  readonly transforms: readonly Transform[]
  readonly clip: Path | null
  readonly items: readonly (Shape | Picture)[]
}

/** Everything outside the print area is cut off. */
export interface Scene {
  readonly widthMm: number
  readonly heightMm: number
  readonly layers: readonly SceneLayer[]
}

export function translate(x: number, y: number): Transform {
  return { kind: 'translate', values: [rounded(x), rounded(y)] }
}

export function rotate(degrees: number, x: number, y: number): Transform {
  return { kind: 'rotate', values: [rounded(degrees), rounded(x), rounded(y)] }
}

export function scale(x: number, y: number): Transform {
  return { kind: 'scale', values: [rounded(x, SCALE_PLACES), rounded(y, SCALE_PLACES)] }
}
