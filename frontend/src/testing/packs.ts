import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PieceData } from '@/features/studio/drawing/clipart'
import type { Face } from '@/features/studio/drawing/fonts'
import { Packs, type PackSources } from '@/features/studio/drawing/packs'

const folder = join(import.meta.dirname, '../../../backend/customkeeps/drawing')

interface FontIndex {
  readonly faces: readonly (Face & { readonly file: string })[]
}

/** The shop's own fonts and clipart, read from its files. */
export function packSources(): PackSources {
  const { faces } = readJson('fonts/index.json') as FontIndex
  return {
    faces: () => Promise.resolve(faces),
    font: (face) => {
      const entry = faces.find(({ id }) => id === face.id)
      if (!entry) throw new Error(`No face ${face.id}.`)
      return readFile(join(folder, 'fonts', entry.file))
    },
    pieces: (ids) => Promise.resolve(allPieces().filter(({ id }) => ids.includes(id))),
  }
}

export function packsOfShop(): Packs {
  return new Packs(packSources())
}

let pieces: readonly PieceData[] | undefined

function allPieces(): readonly PieceData[] {
  return (pieces ??= readJson('clipart/pieces.json') as readonly PieceData[])
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'))
}
