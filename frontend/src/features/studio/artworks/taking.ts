import { useRef, useState } from 'react'
import type { Product, ShopConfig } from '@/api/types'
import type { Owner } from '@/features/studio/keeping/drafts'
import { areaOf } from '@/features/studio/views'
import { PictureProblem, preparePicture, type Picture } from '@/features/studio/picture/prepare'
import type { Artwork } from './artwork'
import { library } from './library'

/** Prepares a chosen file for printing and takes it into the library, or says why it cannot. */
export async function takePicture(
  file: File,
  product: Product,
  config: ShopConfig,
  owner: Owner,
): Promise<Artwork | string> {
  const prepared = await preparedOf(file, product, config)
  return typeof prepared === 'string' ? prepared : library.add(prepared, owner)
}

async function preparedOf(
  file: File,
  product: Product,
  config: ShopConfig,
): Promise<Picture | string> {
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

type Take = (file: File) => Promise<Artwork | string>

/** The one picture of the quick form, from the choice of a file until it is ready. */
export function useQuickPicture(start: Artwork | null, take: Take) {
  const [picture, setPicture] = useState(start)
  const [isPreparing, setIsPreparing] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  // The last choice counts, whichever picture is ready first.
  const turn = useRef(0)

  async function choose(file: File) {
    const mine = ++turn.current
    setIsPreparing(true)
    setProblem(null)
    const taken = await take(file)
    if (turn.current !== mine) return
    setIsPreparing(false)
    if (typeof taken === 'string') setProblem(taken)
    else setPicture(taken)
  }

  function remove() {
    turn.current += 1
    setIsPreparing(false)
    setProblem(null)
    setPicture(null)
  }

  return { picture, isPreparing, problem, choose, remove }
}
