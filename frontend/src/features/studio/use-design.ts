import { useEffect, useRef, useState } from 'react'
import type { Product, ShopConfig } from '@/api/types'
import { startingChoices, type Design } from './design'
import {
  keepChoices,
  keepPicture,
  pictureAtHand,
  readChoices,
  readPicture,
  type Choices,
  type Owner,
} from './drafts'
import { PictureProblem, preparePicture, type Picture } from './picture/prepare'
import { areaOf } from './views'

/** What the shopper is making, kept in this window over a reload and the trip to the login. */
export function useDesign(product: Product, config: ShopConfig, openedBy: Owner) {
  const { slug } = product
  // Who signs out while here leaves a draft of their own, not one for whoever comes next.
  const [owner] = useState(openedBy)
  const [choices, setChoices] = useState(() => startingChoices(product, readChoices(slug, owner)))
  const chosen = usePicture(product, config, owner)
  useEffect(() => keepChoices(slug, owner, choices), [slug, owner, choices])
  const design: Design = { ...choices, picture: chosen.picture }
  const change = (changed: Partial<Choices>) => setChoices((last) => ({ ...last, ...changed }))
  return { ...chosen, design, change }
}

function usePicture(product: Product, config: ShopConfig, owner: Owner) {
  const { slug } = product
  const [picture, setPicture] = useState(() => pictureAtHand(slug, owner))
  const [isPreparing, setIsPreparing] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  // The last choice counts, whichever picture is ready first.
  const turn = useRef(0)

  useEffect(() => {
    if (pictureAtHand(slug, owner)) return
    const mine = turn.current
    void readPicture(slug, owner).then((kept) => {
      if (kept && turn.current === mine) setPicture(kept)
    })
  }, [slug, owner])

  function take(next: Picture | null) {
    setPicture(next)
    void keepPicture(slug, owner, next)
  }

  async function choose(file: File) {
    const mine = ++turn.current
    setIsPreparing(true)
    setProblem(null)
    const result = await prepared(file, product, config)
    if (turn.current !== mine) return
    setIsPreparing(false)
    if (typeof result === 'string') setProblem(result)
    else take(result)
  }

  function remove() {
    turn.current += 1
    setIsPreparing(false)
    setProblem(null)
    take(null)
  }

  return { picture, isPreparing, problem, choose, remove }
}

/** The picture, or the sentence that says why there is none. */
async function prepared(file: File, product: Product, config: ShopConfig) {
  try {
    return await preparePicture(file, limitsOf(config), areaOf(product))
  } catch (error) {
    if (error instanceof PictureProblem) return error.message
    return 'We could not prepare this picture. Choose it again, or another one.'
  }
}

function limitsOf(config: ShopConfig) {
  return {
    bytes: config.max_picture_bytes,
    pixels: config.max_picture_megapixels * 1_000_000,
    side: config.max_picture_px,
    least_side: config.min_picture_px,
  }
}
