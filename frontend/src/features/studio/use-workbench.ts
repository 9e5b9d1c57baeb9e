import { useEffect, useState } from 'react'
import type { Product, ShopConfig } from '@/api/types'
import { problemsOf, toCartItem } from './design'
import type { Choices, Draft, Owner } from './keeping/drafts'
import { waitForLogin, waitNoMore, wasWaiting } from './keeping/waiting'
import type { Finished } from './finished'
import { useRefusal } from './use-refusal'
import { useWork } from './use-work'

const STILL_PREPARING = {
  design_image_url: ['Your picture is still being prepared. Try again in a moment.'],
}

/** A design in the making, what the cart has to say about it, and the finished piece. */
export function useWorkbench(
  product: Product,
  config: ShopConfig,
  owner: Owner,
  draft: Draft | null,
  onPriceChanged: () => void,
) {
  const { design, change, ...picture } = useWork(product, config, owner, draft)
  const refusal = useRefusal(onPriceChanged)
  const [isBack, setIsBack] = useState(() => owner !== null && wasWaiting(product.slug))
  useEffect(waitNoMore, [])

  async function collect() {
    setIsBack(false)
    const problems = picture.isPreparing ? STILL_PREPARING : problemsOf(design, config)
    refusal.show(problems)
    if (Object.keys(problems).length > 0) return null
    return toCartItem(product, design, refusal.newPrice ?? product.price)
  }

  const finished: Finished = {
    collect,
    onRefused: refusal.refuse,
    onLeave: () => waitForLogin(product.slug),
    isSoldOut: !product.in_stock,
  }
  return {
    design,
    refusal,
    /** The shopper has just logged in on the way to the cart. */
    isBack,
    finished,
    change: (changed: Partial<Choices>) => {
      refusal.forgetFields()
      change(changed)
    },
    picture: {
      ...picture,
      choose: (file: File) => {
        refusal.forgetFields()
        void picture.choose(file)
      },
    },
  }
}

export type PictureChoice = ReturnType<typeof useWorkbench>['picture']
