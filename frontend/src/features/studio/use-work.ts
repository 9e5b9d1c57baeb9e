import { useEffect, useState } from 'react'
import type { Product, ShopConfig } from '@/api/types'
import { library } from './artworks/library'
import { takePicture, useQuickPicture } from './artworks/taking'
import { startingChoices, type Design } from './design'
import { keepDraft, type Choices, type Draft, type Owner } from './keeping/drafts'

/** What the shopper is making, kept in this window over a reload, a crash and the trip to log in. */
export function useWork(
  product: Product,
  config: ShopConfig,
  openedBy: Owner,
  draft: Draft | null,
) {
  const { slug } = product
  // Who signs out while here leaves a draft of their own, not one for whoever comes next.
  const [owner] = useState(openedBy)
  const [choices, setChoices] = useState(() => startingChoices(product, draft?.choices ?? {}))
  const chosen = useQuickPicture(
    (draft?.picture && library.find(draft.picture)) || null,
    (file: File) => takePicture(file, product, config, owner),
  )
  const picture = chosen.picture?.id ?? null
  useEffect(
    () => keepDraft(slug, owner, { choices, picture, documents: null, saved: null }),
    [slug, owner, choices, picture],
  )
  const design: Design = { ...choices, picture: chosen.picture }
  const change = (changed: Partial<Choices>) => setChoices((last) => ({ ...last, ...changed }))
  return { ...chosen, design, change }
}
