import { useSyncExternalStore } from 'react'
import type { Artwork } from './artwork'
import { library } from './library'

/** A picture of the library; undefined while it is not known here. */
export function useArtwork(id: string): Artwork | undefined {
  return useSyncExternalStore(library.subscribe, () => library.find(id))
}
