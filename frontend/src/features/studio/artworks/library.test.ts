import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Picture } from '@/features/studio/picture/prepare'
import type { Artwork } from './artwork'
import { ArtworkLibrary } from './library'

const picture = (content: string, name = 'cat.png'): Picture => ({
  blob: new Blob([content], { type: 'image/png' }),
  name,
  size: { width: 400, height: 300 },
  before: null,
  preview: null,
})

beforeEach(() => {
  let count = 0
  URL.createObjectURL = () => `blob:${(count += 1)}`
  indexedDB.deleteDatabase('customkeeps-studio')
})

test('one file is one picture, under the name it was last chosen by', async () => {
  const library = new ArtworkLibrary()
  const first = await library.add(picture('a'), null)
  const again = await library.add(picture('a', 'kitten.png'), null)
  const other = await library.add(picture('b'), null)
  expect(first.id).toMatch(/^[0-9a-f]{64}$/)
  expect(again).toEqual({ ...first, name: 'kitten.png' })
  expect(other.id).not.toBe(first.id)
})

test('is found again after a reload, by its owner', async () => {
  const { id } = await new ArtworkLibrary().add(picture('a'), 1)
  const reloaded = new ArtworkLibrary()
  await vi.waitFor(async () => expect(await reloaded.restore([id], 1)).toEqual([]))
  expect(reloaded.find(id)).toMatchObject({ name: 'cat.png', width_px: 400, height_px: 300 })
  expect(await new ArtworkLibrary().restore([id], 2)).toEqual([id])
})

test('what was chosen before signing in is found by whoever signs in', async () => {
  const { id } = await new ArtworkLibrary().add(picture('a'), null)
  await vi.waitFor(async () => expect(await new ArtworkLibrary().restore([id], 7)).toEqual([]))
})

test('what the shop knows of a picture does not take the file at hand away', async () => {
  const library = new ArtworkLibrary()
  const own = await library.add(picture('a'), null)
  const shops: Artwork = { ...own, name: '', url: '/a', preview_url: '/p', file: null }
  library.learn([shops, { ...shops, id: 'b'.repeat(64) }])
  expect(library.find(own.id)).toEqual(own)
  expect(library.find('b'.repeat(64))?.url).toBe('/a')
})

test('tells of what it learns', async () => {
  const library = new ArtworkLibrary()
  const { id } = await library.add(picture('a'), null)
  const heard = vi.fn()
  library.subscribe(heard)
  const stored = { sha256: 'c'.repeat(64), design: 'd', user: 1 }
  library.markStored(id, stored, { has_alpha: true })
  expect(heard).toHaveBeenCalledOnce()
  expect(library.find(id)).toMatchObject({ stored, has_alpha: true, border_colour: null })
})
