/** The mean width of a letter and the height of a line, in font sizes; a little above those of Figtree 600. */
const LETTER = 0.6
const LINE = 1.2
/** Words do not fill their lines to the end. */
const FILLED = 0.85

/**
 * The largest font size at which `text` fits a box, as a share of the box's width; `aspect` is the
 * box's height by its width. Breaks between words and at line ends of the text. An estimate from
 * mean letter widths: good for a preview, not for print.
 */
export function fitText(text: string, aspect: number): number {
  const lines = text.trim().split(/\s*\n\s*/)
  const longestWord = Math.max(...lines.flatMap((line) => line.split(/\s+/)).map(lengthOf), 1)
  let low = 0
  let high = Math.min(1 / (longestWord * LETTER), aspect / LINE)
  for (let step = 0; step < 20; step += 1) {
    const size = (low + high) / 2
    if (heightAt(size, lines) <= aspect) low = size
    else high = size
  }
  return low
}

function heightAt(size: number, lines: readonly string[]): number {
  const rows = lines.map((line) => {
    const width = lengthOf(line) * LETTER * size
    return width <= 1 ? 1 : Math.ceil(width / FILLED)
  })
  return rows.reduce((sum, count) => sum + count, 0) * LINE * size
}

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Letters as a reader counts them, so that an emoji is one. */
const lengthOf = (text: string) => Array.from(letters.segment(text)).length
