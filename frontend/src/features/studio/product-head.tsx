import type { Ref } from 'react'
import type { Product } from '@/api/types'
import { Price } from '@/ui/price'

type ProductHeadProps = { product: Product; headingRef: Ref<HTMLHeadingElement> }

/** What it is, what one costs and whether there is any left. */
export function ProductHead({ product, headingRef }: ProductHeadProps) {
  const { name, price, currency, in_stock, stock_left } = product
  return (
    <>
      <h1 ref={headingRef} tabIndex={-1} className="text-4xl tablet:text-5xl">
        {name}
      </h1>
      <p className="flex flex-wrap items-baseline gap-x-4 text-xl min-[760px]:mt-2">
        <Price amount={price} currency={currency} className="font-semibold" />
        {!in_stock && <span className="text-base text-danger">Sold out for now</span>}
        {stock_left !== null && (
          <span className="text-base text-caution">Only {stock_left} left</span>
        )}
      </p>
    </>
  )
}
