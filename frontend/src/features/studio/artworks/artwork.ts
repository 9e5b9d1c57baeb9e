/** A picture as the studio knows it. Unknown facts are null: the shop finds them out. */
export type Artwork = {
  /**
   * How documents name it in this window: the shop's SHA-256 or, for a file that was chosen here,
   * the one of that file. What is sent to the shop bears the shop's names, see `store.ts`.
   */
  id: string
  /** The file's name; empty for a picture of an older design. */
  name: string
  width_px: number
  height_px: number
  has_alpha: boolean | null
  /** `#rrggbb` when the picture's border is of one colour, "" when it is not. */
  border_colour: string | null
  /** 1, 0.5 or 0.25: an enlarged picture holds less than its pixels say. */
  true_scale: number | null
  /** Shows it whole, and small enough to be moved about smoothly. */
  url: string
  preview_url: string
  /** The chosen file, for as long as this browser has it. */
  file: { blob: Blob; before: Before } | null
  /** Where the shop has it, and for whom. */
  stored: Stored | null
}

/** What a file was before it had to be made to fit; null for one that is sent as it was chosen. */
export type Before = { size: { width: number; height: number }; bytes: number } | null

/** The shop's name of a picture, the design that is this picture alone, and the user who has both. */
export type Stored = { sha256: string; design: string; user: number }
