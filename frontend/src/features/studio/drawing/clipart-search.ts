/** What the studio's clipart list says of a piece. */
export type ClipartEntry = {
  id: string
  name: string
  keywords: readonly string[]
  category: string
}

/** A word of a piece, and how much it says of it: its name most, its shelf least. */
type Mention = { entry: number; weight: number }
type Vocabulary = ReadonlyMap<string, readonly Mention[]>
/** How well each found piece fits, by its place in the list. */
type Scores = ReadonlyMap<number, number>

const IN_NAME = 3
const IN_KEYWORDS = 2
const IN_CATEGORY = 1
const BEGINNING = 0.6
const MISTYPED = 0.3
const SAYS_NOTHING = new Set(['a', 'an', 'and', 'for', 'in', 'my', 'of', 'on', 'the', 'to', 'with'])

/**
 * A search through these pieces, best first; with no words it is all of them in their order. Every
 * word has to fit: whole, as a beginning, in the other number or, if nothing else does, mistyped.
 */
export function clipartSearch<Entry extends ClipartEntry>(
  entries: readonly Entry[],
): (query: string) => Entry[] {
  const vocabulary = vocabularyOf(entries)
  return (query) => {
    const words = wordsOf(query)
    const asked = words.filter((word) => !SAYS_NOTHING.has(word))
    const found = (asked.length > 0 ? asked : words).map((word) => scoresOf(word, vocabulary))
    return ranked(entries, found)
  }
}

function ranked<Entry>(entries: readonly Entry[], found: readonly Scores[]): Entry[] {
  return entries
    .map((entry, place) => ({ entry, score: total(place, found) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .map(({ entry }) => entry)
}

/** 0 as soon as one of the words is not there. */
function total(place: number, found: readonly Scores[]): number {
  const fits = found.map((scores) => scores.get(place) ?? 0)
  return fits.includes(0) ? 0 : fits.reduce((sum, fit) => sum + fit, 1)
}

function vocabularyOf(entries: readonly ClipartEntry[]): Vocabulary {
  const vocabulary = new Map<string, Mention[]>()
  const mention = (text: string, entry: number, weight: number) => {
    for (const word of wordsOf(text)) {
      const mentions = vocabulary.get(word)
      if (mentions) mentions.push({ entry, weight })
      else vocabulary.set(word, [{ entry, weight }])
    }
  }
  entries.forEach(({ name, keywords, category }, entry) => {
    // One of two words of a name says more than one of five.
    mention(name, entry, IN_NAME + 1 / wordsOf(name).length)
    for (const keyword of keywords) mention(keyword, entry, IN_KEYWORDS)
    mention(category, entry, IN_CATEGORY)
  })
  return vocabulary
}

function scoresOf(word: string, vocabulary: Vocabulary): Scores {
  const direct = scored(vocabulary, (known) =>
    known === word ? 1 : known.startsWith(word) ? BEGINNING : 0,
  )
  if (direct.size > 0) return direct
  const most = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0
  return scored(vocabulary, (known) => (isMistyped(word, known, most) ? MISTYPED : 0))
}

function scored(vocabulary: Vocabulary, closeness: (known: string) => number): Scores {
  const scores = new Map<number, number>()
  for (const [known, mentions] of vocabulary) {
    const close = closeness(known)
    if (close === 0) continue
    for (const { entry, weight } of mentions) {
      scores.set(entry, Math.max(scores.get(entry) ?? 0, close * weight))
    }
  }
  return scores
}

/** Lower case, without accents, in the singular. */
function wordsOf(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map(singular)
}

function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || word.endsWith('ss')) return word
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`
  return /(?:[sxz]|[cs]h)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1)
}

/** Whether at most so many letters were missed, added, changed or swapped with their neighbour. */
function isMistyped(typed: string, meant: string, most: number): boolean {
  if (most === 0 || Math.abs(typed.length - meant.length) > most) return false
  return distance(typed, meant) <= most
}

/** Damerau and Levenshtein's, with swaps of neighbours only. */
function distance(one: string, other: string): number {
  const at = (row: readonly number[], column: number) => row[column] ?? Infinity
  let older: number[] = []
  let above = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const change = one[row - 1] === other[column - 1] ? 0 : 1
      const isSwap = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      current[column] = Math.min(
        at(above, column) + 1,
        at(current, column - 1) + 1,
        at(above, column - 1) + change,
        isSwap ? at(older, column - 2) + 1 : Infinity,
      )
    }
    older = above
    above = current
  }
  return at(above, other.length)
}
