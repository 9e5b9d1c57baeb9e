import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { packSources, packsOfShop } from '@/testing/packs'
import type { DesignDocument } from './document'
import { rounded, textOf } from './numbers'
import { Packs } from './packs'
import { designToSvg } from './svg'
import { missingOf, textSizeOf } from './text'
import { isDesignDocument } from './validate'

/* What backend/tests/drawing/test_goldens.py asks of Python, asked of TypeScript. */

interface Measures {
  readonly size: readonly [string, string]
  readonly missing: readonly string[]
}

const folder = join(import.meta.dirname, '../../../../../backend/tests/drawing/goldens')
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.svg'))
  .map((name) => name.replace('.svg', ''))
const handMade = names.map((name) => {
  const golden = JSON.parse(read(`${name}.json`)) as {
    document: DesignDocument
    measures: Measures[]
  }
  return { ...golden, name, svg: read(`${name}.svg`) }
})
const byChance = JSON.parse(
  gunzipSync(readFileSync(join(folder, 'random-documents.json.gz'))).toString(),
) as [DesignDocument, string, Measures[]][]
const everything = {
  layers: [...handMade.map(({ document }) => document), ...byChance.map(([document]) => document)]
    .map(({ layers }) => layers)
    .flat(),
}

function read(name: string): string {
  return readFileSync(join(folder, name), 'utf8')
}

function measures(document: DesignDocument, packs: Packs): Measures[] {
  const words = document.layers.filter((layer) => layer.kind === 'text')
  return words.map((layer) => {
    const { width_mm, height_mm } = textSizeOf(layer, packs)
    return { size: [textOf(width_mm), textOf(height_mm)], missing: missingOf(layer, packs) }
  })
}

/** The hand-made documents whose drawing is not the golden one. */
function drawnOtherwise(packs: Packs): string[] {
  return handMade
    .filter(({ document, svg }) => designToSvg(document, packs) !== svg)
    .map(({ name }) => name)
}

function drawnOtherwiseByChance(packs: Packs): number[] {
  const isOther = ([document, sha]: (typeof byChance)[number]) =>
    createHash('sha256').update(designToSvg(document, packs)).digest('hex') !== sha
  return [...byChance.keys()].filter((index) => isOther(byChance[index]!))
}

describe('drawings that Python has made', () => {
  const packs = packsOfShop()

  beforeAll(() => packs.load(everything))

  it('are there', () => {
    expect(names.length).toBeGreaterThanOrEqual(24)
    expect(byChance.length).toBe(1000)
  })

  it('come out the same, byte for byte', () => {
    expect(drawnOtherwise(packs)).toEqual([])
  })

  it('come out the same for 1,000 documents by chance', () => {
    expect(drawnOtherwiseByChance(packs)).toEqual([])
  })

  it('have words of the same size, with the same characters missing', () => {
    for (const { document, measures: expected, name } of handMade) {
      expect(measures(document, packs), name).toEqual(expected)
    }
    for (const [document, , expected] of byChance) {
      expect(measures(document, packs)).toEqual(expected)
    }
  })

  it('are of documents', () => {
    expect(handMade.every(({ document }) => isDesignDocument(document))).toBe(true)
    expect(byChance.every(([document]) => isDesignDocument(document))).toBe(true)
  })

  it('are missed when a font differs in one digit', async () => {
    const sources = packSources()
    const faces = (await sources.faces()).map((face) =>
      face.id === 'montserrat-700' ? { ...face, ascent: face.ascent + 0.001 } : face,
    )
    const other = new Packs({ ...sources, faces: () => Promise.resolve(faces) })
    await other.load(everything)
    expect(drawnOtherwise(other)).toEqual(['words-arched', 'words-six-faces'])
    expect(drawnOtherwiseByChance(other).length).toBeGreaterThan(10)
  })
})

it('rounds and writes numbers as Python does', () => {
  for (const [number, places, value, written] of JSON.parse(read('numbers.json')) as [
    number,
    number,
    number,
    string,
  ][]) {
    expect([rounded(number, places), textOf(number, places)]).toEqual([value, written])
  }
})
