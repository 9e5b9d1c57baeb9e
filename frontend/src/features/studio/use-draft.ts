import { useEffect, useState } from 'react'
import { library } from './artworks/library'
import { picturesIn, readDraft, type Draft, type Owner } from './keeping/drafts'

type Read = { draft: Draft | null; owner: Owner }

/**
 * What was being made of this product in this window, and by whom: looked for once, as soon as it
 * is known who is here. Null until then.
 */
export function useDraft(slug: string, owner: Owner | undefined): Read | null {
  const [read, setRead] = useState<Read | null>(null)
  const isWaiting = read === null && owner !== undefined
  useEffect(() => {
    if (!isWaiting) return
    let isWanted = true
    void withPictures(slug, owner).then((draft) => isWanted && setRead({ draft, owner }))
    return () => {
      isWanted = false
    }
  }, [isWaiting, slug, owner])
  return read
}

/** A draft whose picture the browser has lost goes on without it. */
async function withPictures(slug: string, owner: Owner): Promise<Draft | null> {
  const draft = await readDraft(slug, owner)
  if (!draft) return null
  const missing = await library.restore(picturesIn(draft), owner)
  return missing.includes(draft.picture ?? '') ? { ...draft, picture: null } : draft
}
