import { describe, expect, it, vi } from 'vitest'
import { photo, star, words } from '@/testing/design-documents'
import { packSources, packsOfShop } from '@/testing/packs'
import { NotLoadedError, Packs } from './packs'
import { layerToSvg } from './svg'

const text = words()
const heart = star({ clipart: 'red-heart' })
const picture = photo()

function watched() {
  const sources = packSources()
  return {
    faces: vi.fn(sources.faces),
    font: vi.fn(sources.font),
    pieces: vi.fn(sources.pieces),
  }
}

describe('packs', () => {
  it('draw what they have loaded, and nothing before', async () => {
    const packs = packsOfShop()
    expect([text, heart, picture].map((layer) => packs.has(layer))).toEqual([false, false, true])
    expect(() => layerToSvg(text, packs)).toThrow(NotLoadedError)
    expect(() => layerToSvg(heart, packs)).toThrow(NotLoadedError)
    await packs.load({ layers: [text, heart] })
    expect([text, heart].map((layer) => packs.has(layer))).toEqual([true, true])
    expect(layerToSvg(text, packs)).toContain('<path')
  })

  it('fetch nothing for pictures', async () => {
    const sources = watched()
    await new Packs(sources).load({ layers: [picture] })
    expect(sources.faces).not.toHaveBeenCalled()
    expect(sources.pieces).not.toHaveBeenCalled()
  })

  it('fetch nothing twice', async () => {
    const sources = watched()
    const packs = new Packs(sources)
    const layers = [text, words({ id: 't2' }), heart]
    await Promise.all([packs.load({ layers }), packs.load({ layers })])
    await packs.load({ layers })
    expect(sources.faces).toHaveBeenCalledTimes(1)
    expect(sources.font).toHaveBeenCalledTimes(1)
    expect(sources.pieces).toHaveBeenCalledTimes(1)
  })

  it('try again what has failed', async () => {
    const sources = watched()
    sources.font.mockRejectedValueOnce(new Error('offline'))
    sources.faces.mockRejectedValueOnce(new Error('offline'))
    const packs = new Packs(sources)
    await expect(packs.load({ layers: [text] })).rejects.toThrow('offline')
    await expect(packs.load({ layers: [text] })).rejects.toThrow('offline')
    await packs.load({ layers: [text] })
    expect(packs.has(text)).toBe(true)
  })

  it('say what they do not have', async () => {
    const packs = packsOfShop()
    const unknown = words({ font: 'comic-sans' })
    await expect(packs.load({ layers: [unknown] })).rejects.toThrow('the font comic-sans')
    const nowhere = star({ clipart: 'nowhere' })
    await expect(packs.load({ layers: [nowhere] })).rejects.toThrow('the clipart nowhere')
  })
})
