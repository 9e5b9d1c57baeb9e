/*
 * Which characters are drawn by nothing, and what stands in for those that faces often lack: the
 * same as the server's `drawing/characters.py`.
 */

/** Controls, and what Unicode calls default ignorables: joiners, marks of direction, variants. */
const IGNORED = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfff8],
  [0xe0000, 0xe0fff],
] as const

const SPACE = 0x20
const HYPHEN = 0x2d
const EN_QUAD = 0x2000
const SPACES_FROM_EN_QUAD = 11
const spaces = [
  0xa0,
  0x1680,
  ...Array.from({ length: SPACES_FROM_EN_QUAD }, (_, index) => EN_QUAD + index),
  0x202f,
  0x205f,
  0x3000,
]

/** Spaces of other widths become the plain one, hyphens the one of the keyboard. */
export const STAND_INS: ReadonlyMap<number, number> = new Map([
  ...spaces.map((code) => [code, SPACE] as const),
  [0x2010, HYPHEN],
  [0x2011, HYPHEN],
])

export function isIgnored(code: number): boolean {
  return IGNORED.some(([first, last]) => first <= code && code <= last)
}
