import { type Piece, type PieceData, readPiece } from './clipart'
import type { Layer } from './document'
import { type Face, type HarfBuzz, Typeface } from './fonts'

/** Where the packs come from: the shop, or files in tests. */
export interface PackSources {
  faces: () => Promise<readonly Face[]>
  font: (face: Face) => Promise<ArrayBuffer | Uint8Array>
  pieces: (ids: readonly string[]) => Promise<readonly PieceData[]>
}

/** Something a layer names has not been loaded, or is not in the packs. */
export class NotLoadedError extends Error {
  override name = 'NotLoadedError'
}

/**
 * The faces and pieces that layers name. What `load` has made available is drawn without waiting,
 * so that drawing itself is plain functions.
 */
export class Packs {
  readonly #sources: PackSources
  readonly #typefaces = new Map<string, Typeface>()
  readonly #pieces = new Map<string, Piece>()
  /** What the packs turned out not to have. */
  readonly #lacking = new Set<string>()
  /** What is on its way, so that nothing is fetched twice; a failure is forgotten and may be retried. */
  readonly #coming = new Map<string, Promise<unknown>>()

  constructor(sources: PackSources) {
    this.#sources = sources
  }

  /** Makes available what these layers, as a document's, need. HarfBuzz comes with the first words. */
  async load({ layers }: { readonly layers: readonly Layer[] }): Promise<void> {
    const absent = layers.filter((layer) => !this.has(layer))
    const fonts = absent.flatMap((layer) => (layer.kind === 'text' ? [layer.font] : []))
    const pieces = absent.flatMap((layer) => (layer.kind === 'clipart' ? [layer.clipart] : []))
    await Promise.all([
      ...[...new Set(fonts)].map((id) => this.#once(`font ${id}`, () => this.#loadFont(id))),
      ...(pieces.length > 0 ? [this.#loadPieces([...new Set(pieces)])] : []),
    ])
  }

  /** Whether this layer can be drawn now. */
  has(layer: Layer): boolean {
    if (layer.kind === 'text') return this.#typefaces.has(layer.font)
    return layer.kind === 'image' || this.#pieces.has(layer.clipart)
  }

  /** Whether it is known that the packs do not have what this layer is made of. */
  lacks(layer: Layer): boolean {
    if (layer.kind === 'text') return this.#lacking.has(`font ${layer.font}`)
    return layer.kind === 'clipart' && this.#lacking.has(`clipart ${layer.clipart}`)
  }

  /** All faces of the pack, as its index has them. */
  faces(): Promise<readonly Face[]> {
    return this.#once('faces', () => this.#sources.faces(), { isKept: true })
  }

  /** Throws NotLoadedError. */
  typeface(id: string): Typeface {
    return found(this.#typefaces.get(id), `the font ${id}`)
  }

  /** Throws NotLoadedError. */
  piece(id: string): Piece {
    return found(this.#pieces.get(id), `the clipart ${id}`)
  }

  async #loadFont(id: string): Promise<void> {
    const [faces, harfbuzz] = await Promise.all([this.faces(), this.#harfbuzz()])
    const face = faces.find((each) => each.id === id)
    if (!face) this.#lacking.add(`font ${id}`)
    const known = found(face, `the font ${id}`)
    this.#typefaces.set(id, new Typeface(known, await this.#sources.font(known), harfbuzz))
  }

  async #loadPieces(ids: readonly string[]): Promise<void> {
    const fetched = await this.#once(ids.join(), () => this.#sources.pieces(ids))
    for (const data of fetched) this.#pieces.set(data.id, readPiece(data))
    for (const id of ids) if (!this.#pieces.has(id)) this.#lacking.add(`clipart ${id}`)
    for (const id of ids) this.piece(id)
  }

  #harfbuzz(): Promise<HarfBuzz> {
    return this.#once('harfbuzz', () => import('harfbuzzjs'), { isKept: true })
  }

  #once<T>(key: string, start: () => Promise<T>, { isKept = false } = {}): Promise<T> {
    const coming = this.#coming.get(key) as Promise<T> | undefined
    if (coming) return coming
    const started = start()
    this.#coming.set(key, started)
    const forget = () => this.#coming.delete(key)
    started.then(isKept ? () => undefined : forget, forget)
    return started
  }
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new NotLoadedError(`Not loaded: ${what}.`)
  return value
}
