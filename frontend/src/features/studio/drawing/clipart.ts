import { readPath } from './paths'
import type { Path } from './scene'

/* The clipart that documents may name, as the server's `drawing/clipart.py` reads it. */

/** A piece as the pack has it: paths are `d` and the place in the palette, from the lowest. */
export interface PieceData {
  readonly id: string
  readonly width: number
  readonly height: number
  readonly palette: readonly string[]
  readonly paths: readonly (readonly [string, number])[]
}

export interface Piece {
  readonly width: number
  readonly height: number
  readonly palette: readonly string[]
  readonly paths: readonly (readonly [Path, number])[]
}

export function readPiece(data: PieceData): Piece {
  return { ...data, paths: data.paths.map(([d, colour]) => [readPath(d), colour] as const) }
}
