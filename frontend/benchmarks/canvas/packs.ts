import { Packs } from '@/features/studio/drawing/packs'
import type { PieceData } from '@/features/studio/drawing/clipart'
import piecesUrl from '../../../backend/customkeeps/drawing/clipart/pieces.json?url'
import index from '../../../backend/customkeeps/drawing/fonts/index.json'

const FONTS = import.meta.glob<string>(
  '../../../backend/customkeeps/drawing/fonts/{lobster-400,bebas-neue-400,pacifico-400}.ttf',
  { query: '?url', import: 'default', eager: true },
)

/** The shop's own fonts and clipart, without the shop. */
export const packs = new Packs({
  faces: () => Promise.resolve(index.faces),
  font: async ({ id }) => {
    const [, url = ''] = Object.entries(FONTS).find(([path]) => path.includes(`/${id}.`)) ?? []
    return (await fetch(url)).arrayBuffer()
  },
  pieces: async (ids) => {
    const all = (await (await fetch(piecesUrl)).json()) as PieceData[]
    return all.filter(({ id }) => ids.includes(id))
  },
})
