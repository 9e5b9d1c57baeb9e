import type { Product } from '@/api/types'
import { Notice } from '@/ui/notice'
import { Price } from '@/ui/price'

export function BackFromLogin() {
  return (
    <Notice tone="positive">
      You are logged in, and your design is as you left it. Add it to the cart when you are ready.
    </Notice>
  )
}

type ObstaclesProps = { product: Product; sentence: string | null; newPrice: string | null }

/** What keeps the piece out of the cart and belongs to no single input. */
export function Obstacles({ product, sentence, newPrice }: ObstaclesProps) {
  return (
    <>
      {sentence && <Notice tone="danger">{sentence}</Notice>}
      {newPrice && (
        <Notice tone="caution">
          The price of {product.name} is now <Price amount={newPrice} currency={product.currency} />{' '}
          each. Nothing was added yet: add it again to buy at this price.
        </Notice>
      )}
    </>
  )
}
