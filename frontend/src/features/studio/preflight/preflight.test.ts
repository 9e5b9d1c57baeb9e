import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import type { DesignDocument } from '@/features/studio/drawing/document'
import { Packs } from '@/features/studio/drawing/packs'
import { packSources, packsOfShop } from '@/testing/packs'
import { caseOf, golden, readOfServer } from '@/testing/preflight'
import { preflight, preflightAll } from './preflight'

/* What backend/tests/drawing/test_preflight.py asks of Python, asked of TypeScript. */

interface Fingerprints {
  readonly product_colours: readonly (string | null)[]
  readonly findings: readonly string[]
}

const { pictures, cases } = golden
const byChance = JSON.parse(readOfServer('random-findings.json').toString()) as Fingerprints
const drawings = gunzipSync(readOfServer('goldens/random-documents.json.gz')).toString()
const documents = (JSON.parse(drawings) as [DesignDocument][]).map(([document]) => document)
const facts = Object.values(pictures)
const white = '#fafaf8'

/** All that the packs have of it: what they lack makes a request fail, and is known from then on. */
async function loaded(packs: Packs, layers: DesignDocument['layers']): Promise<void> {
  const named = new Map(layers.map((layer) => [nameOf(layer), layer]))
  await Promise.allSettled([...named.values()].map((layer) => packs.load({ layers: [layer] })))
}

function nameOf(layer: DesignDocument['layers'][number]): string {
  if (layer.kind === 'image') return ''
  return layer.kind === 'text' ? layer.font : layer.clipart
}

/** Of all that is said, in its order; each picture is one of the golden ones, by its last digit. */
function fingerprint(document: DesignDocument, productColour: string | null, packs: Packs) {
  const images = document.layers.filter((layer) => layer.kind === 'image')
  const own = Object.fromEntries(
    images.map(({ artwork }) => [artwork, facts[parseInt(artwork.at(-1)!, 16) % facts.length]]),
  )
  const found = preflight(document, { productColour, pictures: own, packs })
  const said = found.map(({ code, level, layer, sentence }) => [code, level, layer, sentence])
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 16)
}

describe('findings that Python has written', () => {
  const packs = packsOfShop()

  beforeAll(() =>
    loaded(
      packs,
      [...cases.map(({ document }) => document), ...documents].flatMap(({ layers }) => layers),
    ),
  )

  it.each(cases)('are the same: $name', ({ document, product_colour, findings }) => {
    expect(preflight(document, { productColour: product_colour, pictures, packs })).toEqual(
      findings,
    )
  })

  it('are the same of 1,000 documents by chance', () => {
    const { product_colours: colours, findings } = byChance
    const different = documents.flatMap((document, index) => {
      const colour = colours[index % colours.length] ?? null
      return fingerprint(document, colour, packs) === findings[index] ? [] : [index]
    })
    expect(findings).toHaveLength(1000)
    expect(different).toEqual([])
  })

  it('would differ if a letter were a hundredth of an em wider', async () => {
    const sources = packSources()
    const faces = (await sources.faces()).map((face) => ({ ...face, stem: face.stem * 1.01 }))
    const others = new Packs({ ...sources, faces: () => Promise.resolve(faces) })
    await loaded(
      others,
      documents.slice(0, 100).flatMap(({ layers }) => layers),
    )
    const thin = caseOf('thin words')
    await others.load(thin)
    const circumstances = { productColour: white, pictures }
    expect(preflight(thin, { ...circumstances, packs: others })).not.toEqual(
      preflight(thin, { ...circumstances, packs }),
    )
  })
})

describe('a design whose fonts and clipart are on their way', () => {
  it('is neither called empty nor blamed for what is not known yet', () => {
    const circumstances = { productColour: white, pictures, packs: packsOfShop() }
    for (const name of ['missing characters', 'clipart over the edge', 'unknown font']) {
      const found = preflight(caseOf(name), circumstances).map(({ code }) => code)
      expect(found, name).toEqual([])
    }
  })
})

describe('placements together', () => {
  const nothing = caseOf('nothing')
  const back = { ...nothing, placement: 'back' }
  const packs = packsOfShop()
  const together = (...all: DesignDocument[]) =>
    preflightAll(all, { productColour: white, pictures, packs }).map(({ code }) => code)

  beforeAll(() => loaded(packs, caseOf('all is well').layers))

  it('may be empty in part, but not all of them', () => {
    expect(together(caseOf('all is well'), back)).toEqual([])
    expect(together(nothing, back)).toEqual(['empty'])
    expect(together()).toEqual(['empty'])
  })

  it('say the worst first', () => {
    expect(together(caseOf('soft picture'), caseOf('picture that is gone'))).toEqual([
      'unknown_picture',
      'low_dpi',
    ])
  })
})
