/** A length and a height in whatever unit both are given. */
export type Size = { width: number; height: number }

type SizeMm = { width_mm: number; height_mm: number }

/** A print area as the shop tells it; null where it tells none. */
export function areaSize(area: SizeMm | null): Size | null {
  return area && { width: area.width_mm, height: area.height_mm }
}

/** The lower share of the print area that words take where there is a picture above them. */
export const WORDS_SHARE = 0.25

/** The largest size of these proportions that lies within `box`. */
export function fitInside(proportions: Size, box: Size): Size {
  const scale = Math.min(box.width / proportions.width, box.height / proportions.height)
  return { width: proportions.width * scale, height: proportions.height * scale }
}

/** The part of a print area that a picture may take: all of it, or what words leave. */
export function pictureBox(area: Size, hasWords: boolean): Size {
  return { width: area.width, height: hasWords ? area.height * (1 - WORDS_SHARE) : area.height }
}
