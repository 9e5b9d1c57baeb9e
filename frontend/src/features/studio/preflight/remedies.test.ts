import { beforeAll, describe, expect, it } from 'vitest'
import type { DesignDocument } from '@/features/studio/drawing/document'
import { textSizeOf } from '@/features/studio/drawing/text'
import { isDesignDocument } from '@/features/studio/drawing/validate'
import { packsOfShop } from '@/testing/packs'
import { golden } from '@/testing/preflight'
import type { Finding } from './findings'
import { preflight } from './preflight'
import { remediesFor } from './remedies'

const packs = packsOfShop()
const measure = (layer: Parameters<typeof textSizeOf>[0]) => textSizeOf(layer, packs)
const everything = golden.cases.flatMap(({ name, document, product_colour, findings }) => {
  const circumstances = { productColour: product_colour, pictures: golden.pictures, packs }
  return findings.map((finding) => ({ name, document, circumstances, finding }))
})

beforeAll(async () => {
  const layers = golden.cases.flatMap(({ document }) => document.layers)
  await Promise.allSettled(layers.map((layer) => packs.load({ layers: [layer] })))
})

function isSame(one: Finding, other: Finding): boolean {
  return one.code === other.code && one.layer === other.layer
}

function labelsOf({ finding, document, circumstances }: (typeof everything)[number]): string[] {
  return remediesFor(finding, document, circumstances).map(({ label }) => label)
}

function ofCase(name: string, code: string) {
  return everything.find((each) => each.name === name && each.finding.code === code)!
}

describe('remedies', () => {
  it('put right what they are offered for, every one of them, and leave a valid document', () => {
    const offered = everything.flatMap((each) =>
      remediesFor(each.finding, each.document, each.circumstances).map((remedy) => {
        const next = remedy.apply(each.document, measure)
        const isLeft = preflight(next, each.circumstances).some((f) => isSame(f, each.finding))
        return { what: `${each.name}: ${remedy.label}`, isLeft, isValid: isDesignDocument(next) }
      }),
    )
    expect(offered.length).toBeGreaterThan(40)
    expect(offered.filter(({ isLeft, isValid }) => isLeft || !isValid)).toEqual([])
  })

  it('are offered for all but what only the shopper can answer', () => {
    const without = everything.filter((each) => labelsOf(each).length === 0)
    expect(new Set(without.map(({ finding }) => finding.code))).toEqual(
      new Set(['empty', 'low_dpi', 'enlarged', 'unknown_font', 'missing_characters']),
    )
    expect(labelsOf(ofCase('hardly any pixels', 'low_dpi'))).toEqual([])
    expect(labelsOf(ofCase('nothing but missing characters', 'missing_characters'))).toEqual([])
  })

  it('say what they do', () => {
    expect(labelsOf(ofCase('soft picture', 'low_dpi'))).toEqual(['Shrink to 203.1 × 152.3 mm'])
    expect(labelsOf(ofCase('picture over the edge', 'over_edge'))).toEqual(['Move inside'])
    expect(labelsOf(ofCase('much at once', 'over_edge'))).toEqual(['Move inside'])
    expect(labelsOf(ofCase('picture beside the area', 'outside'))).toEqual([
      'Move inside',
      'Delete it',
    ])
    expect(labelsOf(ofCase('thin outline', 'thin_outline'))).toEqual([
      'Make it 0.35 mm',
      'Take it off',
    ])
    expect(labelsOf(ofCase('white on white', 'same_colour'))).toEqual(['Use black'])
    expect(labelsOf(ofCase('dark on black', 'close_colour'))).toEqual(['Use white'])
    expect(labelsOf(ofCase('faint words', 'faint'))).toEqual(['Set it to 20%'])
    expect(labelsOf(ofCase('thin words', 'thin_text'))).toEqual(['Set the size to 18.8 mm'])
  })

  it('keep the middle of a picture that is shrunk, and its proportions', () => {
    const each = ofCase('soft picture', 'low_dpi')
    const [remedy] = remediesFor(each.finding, each.document, each.circumstances)
    const before = each.document.layers[0]!
    const after = remedy!.apply(each.document, measure).layers[0]!
    expect(after.x_mm + after.width_mm / 2).toBeCloseTo(before.x_mm + before.width_mm / 2, 2)
    expect(after.y_mm + after.height_mm / 2).toBeCloseTo(before.y_mm + before.height_mm / 2, 2)
    expect(after.width_mm / after.height_mm).toBeCloseTo(before.width_mm / before.height_mm, 3)
  })

  it('leave the other words as they are where some cannot be printed', () => {
    const each = ofCase('missing characters', 'missing_characters')
    const [remedy] = remediesFor(each.finding, each.document, each.circumstances)
    const words = remedy!.apply(each.document, measure).layers[0]
    expect(words).toMatchObject({ content: 'I you,' })
  })

  it('are none for a locked layer', () => {
    const { finding, document, circumstances } = ofCase('white on white', 'same_colour')
    const locked: DesignDocument = {
      ...document,
      layers: document.layers.map((layer) => ({ ...layer, locked: true })),
    }
    expect(remediesFor(finding, locked, circumstances)).toEqual([])
  })
})
