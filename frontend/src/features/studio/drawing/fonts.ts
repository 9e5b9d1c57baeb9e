import { isIgnored, STAND_INS } from './characters'
import { OUTLINE_PLACES, rounded } from './numbers'
import type { Path } from './scene'

/*
 * The faces that words may be set in, and their letters as outlines: the same as the server's
 * `drawing/fonts.py`, by the same HarfBuzz.
 */

export type HarfBuzz = typeof import('harfbuzzjs')

/** An entry of the font pack; `ascent`, `descent`, `stem` and `cap_height` in em. */
export interface Face {
  readonly id: string
  readonly family: string
  readonly style: string
  readonly weight: number
  readonly italic: boolean
  readonly category: string
  readonly units_per_em: number
  readonly ascent: number
  readonly descent: number
  readonly stem: number
  readonly cap_height: number
  readonly scripts: readonly string[]
}

/** `x` and `y` (upwards) from the cluster's start on the baseline, in font units. */
export interface Glyph {
  readonly id: number
  readonly x: number
  readonly y: number
}

/** What is moved and turned as one: a letter with its marks, or a ligature. In font units. */
export interface Cluster {
  readonly start: number
  readonly advance: number
  readonly glyphs: readonly Glyph[]
}

const REMEMBERED_LINES = 4096
const MARK = /\p{M}/u

/** A face with its file opened. Lives as long as the page: there are few. */
export class Typeface {
  readonly #harfbuzz: HarfBuzz
  readonly #font: InstanceType<HarfBuzz['Font']>
  // One for all lines: a new one for each would wait for the garbage collector to be freed.
  readonly #buffer: InstanceType<HarfBuzz['Buffer']>
  readonly #withoutLigatures: InstanceType<HarfBuzz['Feature']>[]
  readonly #characters: ReadonlySet<number>
  readonly #outlines = new Map<number, Path>()
  readonly #lines = new Map<string, readonly Cluster[]>()

  constructor(
    readonly face: Face,
    file: ArrayBuffer | Uint8Array,
    harfbuzz: HarfBuzz,
  ) {
    this.#harfbuzz = harfbuzz
    this.#font = new harfbuzz.Font(new harfbuzz.Face(new harfbuzz.Blob(file)))
    this.#buffer = new harfbuzz.Buffer()
    this.#withoutLigatures = ['liga', 'clig', 'dlig'].map((tag) => new harfbuzz.Feature(tag, 0))
    this.#characters = charactersOf(this.#font.face)
  }

  /**
   * The code points of it that this face can draw. Nothing else is given to HarfBuzz: of what a
   * face lacks, its builds for Python and for the browser make different things.
   */
  readable(text: string): number[] {
    return Array.from(text, (character) => this.#codeOf(character)).filter((code) => code !== null)
  }

  /** The characters of it that would be seen but cannot be drawn, each once. */
  missing(text: string): string[] {
    const characters = new Set(text)
    return [...characters].filter((character) => {
      const isSeen = !isIgnored(codeOf(character))
      return isSeen && this.#codeOf(character) === null
    })
  }

  /** One line, set. */
  shape(text: string, ligatures: boolean): readonly Cluster[] {
    const key = `${ligatures ? '+' : '-'}${text}`
    let clusters = this.#lines.get(key)
    if (clusters === undefined) {
      clusters = this.#shape(this.readable(text), ligatures)
      if (this.#lines.size >= REMEMBERED_LINES) this.#lines.clear()
      this.#lines.set(key, clusters)
    }
    return clusters
  }

  /** In font units, y upwards. */
  outline(glyph: number): Path {
    let path = this.#outlines.get(glyph)
    if (path === undefined) {
      path = this.#font
        .glyphToJson(glyph)
        .map(({ type, values }) => [
          type as Path[number][0],
          ...values.map((value) => rounded(value, OUTLINE_PLACES)),
        ])
      this.#outlines.set(glyph, path)
    }
    return path
  }

  #codeOf(character: string): number | null {
    const code = codeOf(character)
    if (isIgnored(code)) return null
    if (this.#characters.has(code)) return code
    const standIn = STAND_INS.get(code)
    if (standIn !== undefined) return standIn
    const parts = character.normalize('NFD')
    const isComposed =
      parts !== character && Array.from(parts).every((part) => this.#characters.has(codeOf(part)))
    return isComposed ? code : null
  }

  #shape(codes: number[], ligatures: boolean): readonly Cluster[] {
    if (codes.length === 0) return []
    this.#buffer.reset()
    this.#buffer.addCodePoints(codes)
    // Without it HarfBuzz asks the machine for its language, and some letters differ by it.
    this.#buffer.setLanguage('en')
    this.#buffer.guessSegmentProperties()
    this.#harfbuzz.shape(this.#font, this.#buffer, ligatures ? [] : this.#withoutLigatures)
    return clustersOf(this.#buffer)
  }
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0
}

/** What it draws well: marks that combine only where it says at which place of a letter. */
function charactersOf(face: InstanceType<HarfBuzz['Face']>): ReadonlySet<number> {
  const codes = [...face.collectUnicodes()]
  const placesMarks = face
    .getTableScriptTags('GPOS')
    .some((_, script) => face.getLanguageFeatureTags('GPOS', script, 0xffff).includes('mark'))
  return new Set(
    placesMarks ? codes : codes.filter((code) => !MARK.test(String.fromCodePoint(code))),
  )
}

function clustersOf(buffer: InstanceType<HarfBuzz['Buffer']>): Cluster[] {
  const infos = buffer.getGlyphInfos()
  const positions = buffer.getGlyphPositions()
  const clusters: Cluster[] = []
  let glyphs: Glyph[] = []
  let start = 0
  let x = 0
  for (const [index, { codepoint, cluster }] of infos.entries()) {
    const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[index] ?? {}
    glyphs.push({ id: codepoint, x: x - start + xOffset, y: yOffset })
    x += xAdvance
    if (infos[index + 1]?.cluster !== cluster) {
      clusters.push({ start, advance: x - start, glyphs })
      start = x
      glyphs = []
    }
  }
  return clusters
}
