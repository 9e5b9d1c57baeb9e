import type { TextLayer } from './document'
import type { Cluster, Typeface } from './fonts'

/* Words set as lines: where they break, and how long they are; as the server's `drawing/lines.py`. */

/** Boxes are kept to a micrometre, so one made for its words may be that much too narrow. */
const SLACK_MM = 0.001

/** `spacing` is what is added between clusters; all in font units. */
export interface Line {
  readonly clusters: readonly Cluster[]
  readonly spacing: number
  readonly length: number
}

/** The layer's lines; wrapped at spaces to the box's width, a longer word stays whole. */
export function linesOf(layer: TextLayer, typeface: Typeface, { wrapped }: { wrapped: boolean }) {
  const texts = layer.content.replaceAll('\t', ' ').split('\n')
  const broken = wrapped ? texts.flatMap((text) => wrappedTexts(text, layer, typeface)) : texts
  return broken.map((text) => lineOf(text, layer, typeface))
}

/** Where the cluster of this number begins, from the line's left end. */
export function startOf(line: Line, index: number): number {
  return (line.clusters[index]?.start ?? 0) + index * line.spacing
}

function wrappedTexts(text: string, layer: TextLayer, typeface: Typeface): string[] {
  const room = (layer.width_mm + SLACK_MM) / (layer.size_mm / typeface.face.units_per_em)
  const [first = '', ...words] = text.split(' ')
  const lines: string[] = []
  let last = first
  for (const word of words) {
    const longer = `${last} ${word}`
    if (lineOf(longer, layer, typeface).length <= room) {
      last = longer
    } else {
      lines.push(last)
      last = word
    }
  }
  return [...lines, last]
}

/** Blanks at its end are not part of it, so that words stay in the middle while one types. */
function lineOf(text: string, layer: TextLayer, typeface: Typeface): Line {
  const clusters = typeface.shape(text.replace(/ +$/, ''), layer.letter_spacing === 0)
  const line = { clusters, spacing: layer.letter_spacing * typeface.face.units_per_em, length: 0 }
  return { ...line, length: lengthOf(line) }
}

function lengthOf(line: Line): number {
  const last = line.clusters.at(-1)
  if (!last) return 0
  return Math.max(0, startOf(line, line.clusters.length - 1) + last.advance)
}
