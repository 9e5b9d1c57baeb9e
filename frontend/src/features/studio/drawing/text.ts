import { Arc, cosDeg, isCurved, sinDeg } from './curve'
import type { TextLayer } from './document'
import type { Cluster, Typeface } from './fonts'
import { type Line, linesOf, startOf } from './lines'
import type { Packs } from './packs'
import { type Path, rotate, scale, type Transform, translate } from './scene'

/* Words of a design, as outlines where they are drawn; as the server's `drawing/text.py`. */

const ALIGNED = { left: 0, center: 0.5, right: 1 } as const

/** The outline of a glyph in font units, and what brings it to its place in mm. */
export interface Letter {
  readonly outline: Path
  readonly transforms: readonly Transform[]
}

export interface TextSize {
  readonly width_mm: number
  readonly height_mm: number
}

/** A layer's words, measured. `mm` is one font unit. */
interface Block {
  readonly layer: TextLayer
  readonly typeface: Typeface
  readonly lines: readonly Line[]
  readonly mm: number
  readonly pitch: number
  readonly ascent: number
  readonly descent: number
  /** The widest line's, in mm. */
  readonly width: number
}

/** What is drawn, from the first letter to the last. Throws when the face is not loaded. */
export function lettersOf(layer: TextLayer, packs: Packs): Letter[] {
  const block = blockOf(layer, packs)
  return isCurved(layer) ? lettersOnCircles(block) : lettersOnLines(block)
}

/**
 * The width and height that the words take, from the top of the box; straight words are wrapped to
 * the box's width first. Throws when the face is not loaded.
 */
export function textSizeOf(layer: TextLayer, packs: Packs): TextSize {
  const block = blockOf(layer, packs)
  if (isCurved(layer)) return curvedSize(block)
  const height = block.ascent + block.descent + (block.lines.length - 1) * block.pitch
  return { width_mm: block.width, height_mm: height }
}

/** The characters that the face cannot draw, each once. Throws when the face is not loaded. */
export function missingOf(layer: TextLayer, packs: Packs): string[] {
  return packs.typeface(layer.font).missing(layer.content)
}

/** A length in the units of the outlines of these letters. */
export function outlineUnits(layer: TextLayer, widthMm: number, packs: Packs): number {
  return (widthMm / layer.size_mm) * packs.typeface(layer.font).face.units_per_em
}

function blockOf(layer: TextLayer, packs: Packs): Block {
  const typeface = packs.typeface(layer.font)
  const lines = linesOf(layer, typeface, { wrapped: !isCurved(layer) })
  const mm = layer.size_mm / typeface.face.units_per_em
  return {
    layer,
    typeface,
    lines,
    mm,
    pitch: layer.line_height * layer.size_mm,
    ascent: typeface.face.ascent * layer.size_mm,
    descent: typeface.face.descent * layer.size_mm,
    width: Math.max(...lines.map((line) => line.length)) * mm,
  }
}

function arcOf({ layer, width, pitch }: Block): Arc {
  return new Arc(width, layer.curve_deg, layer.size_mm, pitch)
}

function lettersOnLines(block: Block): Letter[] {
  const { layer, mm } = block
  return block.lines.flatMap((line, number) => {
    const room = layer.width_mm - line.length * mm
    const left = layer.x_mm + room * ALIGNED[layer.align]
    const baseline = layer.y_mm + block.ascent + number * block.pitch
    return line.clusters.flatMap((cluster, index) =>
      letters(block, cluster, left + startOf(line, index) * mm, baseline, []),
    )
  })
}

/** Each cluster stands upright at the apex and is turned from there about the middle. */
function lettersOnCircles(block: Block): Letter[] {
  const { layer, mm } = block
  const arc = arcOf(block)
  const middleX = layer.x_mm + layer.width_mm / 2
  const middleY = layer.y_mm + apexOf(block, arc) + arc.sign * arc.radius
  return block.lines.flatMap((line, number) => {
    const baseline = middleY - arc.sign * arc.radiusOf(number)
    return line.clusters.flatMap((cluster, index) => {
      const along = startOf(line, index) + cluster.advance / 2 - line.length / 2
      const turn = rotate(arc.turnedDeg(along * mm, number), middleX, middleY)
      return letters(block, cluster, middleX - (cluster.advance / 2) * mm, baseline, [turn])
    })
  })
}

/** A cluster's glyphs that have an outline; a blank has none. */
function letters(
  { typeface, mm }: Block,
  cluster: Cluster,
  x: number,
  y: number,
  turn: readonly Transform[],
): Letter[] {
  const found: Letter[] = []
  for (const glyph of cluster.glyphs) {
    const outline = typeface.outline(glyph.id)
    if (outline.length > 0) {
      const placed = translate(x + glyph.x * mm, y - glyph.y * mm)
      found.push({ outline, transforms: [...turn, placed, scale(mm, -mm)] })
    }
  }
  return found
}

/** How far below the box's top the first baseline is at its middle. */
function apexOf(block: Block, arc: Arc): number {
  return block.ascent + (arc.sign < 0 ? arc.sagitta : 0)
}

/** Of the sectors of rings that the lines fill. */
function curvedSize(block: Block): TextSize {
  const sectors = block.lines.map((line, number) => sectorOf(block, line, number))
  return {
    width_mm: Math.max(...sectors.map((sector) => sector.width_mm)),
    height_mm: Math.max(...sectors.map((sector) => sector.height_mm)),
  }
}

/** Its width, and how far below the box's top it ends. */
function sectorOf(block: Block, line: Line, number: number): TextSize {
  const arc = arcOf(block)
  const radius = arc.radiusOf(number)
  const outer = radius + (arc.sign > 0 ? block.ascent : block.descent)
  const half = Math.min(180, Math.abs(arc.turnedDeg((line.length * block.mm) / 2, number)))
  const width = 2 * outer * (half > 90 ? 1 : sinDeg(half))
  if (arc.sign < 0) return { width_mm: width, height_mm: apexOf(block, arc) - arc.radius + outer }
  const lowest = cosDeg(half) * (half > 90 ? outer : Math.max(0, radius - block.descent))
  return { width_mm: width, height_mm: apexOf(block, arc) + arc.radius - lowest }
}
