import { all, get, put, remove } from '@/features/studio/keeping/database'
import { keptMs, type Owner } from '@/features/studio/keeping/drafts'
import type { Picture } from '@/features/studio/picture/prepare'
import type { Artwork, Stored } from './artwork'

type KeptPicture = Picture & { key: string; owner: Owner; id: string; kept_at: number }

type Facts = Partial<Pick<Artwork, 'has_alpha' | 'border_colour' | 'true_scale'>>

const UNKNOWN = { has_alpha: null, border_colour: null, true_scale: null }

/** The pictures that documents of this window may name, wherever they come from. */
export class ArtworkLibrary {
  private readonly artworks = new Map<string, Artwork>()
  private readonly listeners = new Set<() => void>()
  private version = 0

  readonly snapshot = (): number => this.version

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly find = (id: string): Artwork | undefined => this.artworks.get(id)

  /** Takes in a file that was just chosen, and keeps it for a reload of the page. */
  async add(picture: Picture, owner: Owner): Promise<Artwork> {
    const id = await sha256Of(picture.blob)
    const known = this.artworks.get(id)
    const kept = { ...picture, key: keyOf(owner, id), owner, id, kept_at: Date.now() }
    void put('pictures', kept)
    return known?.file ? this.change(known, { name: picture.name }) : this.take(kept)
  }

  /** Finds what a draft names: here, or in what the browser has kept. Returns what is missing. */
  async restore(ids: Iterable<string>, owner: Owner): Promise<string[]> {
    const missing = []
    for (const id of new Set(ids)) {
      if (this.artworks.has(id)) continue
      const kept = await keptPicture(owner, id)
      if (kept) this.take(kept)
      else missing.push(id)
    }
    void forgetOldPictures()
    return missing
  }

  /** Learns pictures of designs that the shop sends. What is at hand here stays. */
  learn(artworks: readonly Artwork[]): void {
    for (const artwork of artworks) {
      const known = this.artworks.get(artwork.id)
      this.artworks.set(artwork.id, known?.file ? { ...artwork, ...known } : artwork)
    }
    this.tell()
  }

  /** Notes where the shop has a picture, and what it found out about it. */
  markStored(id: string, stored: Stored, facts: Facts): void {
    const artwork = this.artworks.get(id)
    if (artwork) this.change(artwork, { ...facts, stored })
  }

  private take({ id, name, size, blob, preview, before }: KeptPicture): Artwork {
    const url = URL.createObjectURL(blob)
    const artwork: Artwork = {
      ...UNKNOWN,
      ...{ id, name, url, stored: null, file: { blob, before } },
      width_px: size.width,
      height_px: size.height,
      preview_url: preview ? URL.createObjectURL(preview) : url,
    }
    this.artworks.set(id, artwork)
    this.tell()
    return artwork
  }

  private change(artwork: Artwork, changes: Partial<Artwork>): Artwork {
    const changed = { ...artwork, ...changes }
    this.artworks.set(artwork.id, changed)
    this.tell()
    return changed
  }

  private tell(): void {
    this.version += 1
    for (const listener of this.listeners) listener()
  }
}

/** One for the window: a design moves between products with its pictures. */
export const library = new ArtworkLibrary()

const keyOf = (owner: Owner, id: string) => `${owner ?? 'nobody'}/${id}`

/** What was chosen before signing in is found by whoever signed in. */
async function keptPicture(owner: Owner, id: string): Promise<KeptPicture | null> {
  const own = await get<KeptPicture>('pictures', keyOf(owner, id))
  const kept = own ?? (owner === null ? null : await get<KeptPicture>('pictures', keyOf(null, id)))
  const wanted = kept && { ...kept, kept_at: Date.now() }
  if (wanted) await put('pictures', wanted)
  return wanted
}

async function forgetOldPictures(): Promise<void> {
  for (const { key, owner, kept_at } of await all<KeptPicture>('pictures')) {
    if (Date.now() - kept_at > keptMs(owner)) await remove('pictures', key)
  }
}

async function sha256Of(blob: Blob): Promise<string> {
  // Pages without a secure origin cannot hash: any name will do until the shop gives one.
  const subtle = crypto.subtle as SubtleCrypto | undefined
  const bytes = subtle
    ? new Uint8Array(await subtle.digest('SHA-256', new Uint8Array(await blob.arrayBuffer())))
    : crypto.getRandomValues(new Uint8Array(32))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
