import { Link } from 'react-router'
import type { Product } from '@/api/types'
import { Price } from '@/ui/price'
import { Skeleton } from '@/ui/states'
import { ProductImage } from './product-image'

/** One product as it hangs in the shop window. The whole card leads to customizing it. */
export function ProductCard({ product }: { product: Product }) {
  const { name, slug, description, price, currency, in_stock } = product
  return (
    <article className="group relative flex flex-col gap-3">
      <div className="relative overflow-hidden rounded-lg bg-surface-sunken">
        <ProductImage
          product={product}
          alt=""
          sizes="(min-width: 1200px) 270px, (min-width: 760px) 30vw, (min-width: 600px) 45vw, 92vw"
          className="transition-transform duration-150 ease-settle group-hover:scale-[1.02]"
        />
        <span
          aria-hidden
          className="absolute inset-x-4 bottom-4 grid min-h-11 place-items-center rounded-full bg-accent font-semibold text-on-accent opacity-0 shadow-float transition-opacity duration-150 group-focus-within:opacity-100 group-hover:opacity-100"
        >
          Customize Now
        </span>
      </div>
      <div className="grid gap-1">
        <div className="flex items-baseline justify-between gap-4">
          <h3 className="text-xl">{name}</h3>
          <Price amount={price} currency={currency} className="font-semibold" />
        </div>
        <BestPrice product={product} />
      </div>
      <p className="line-clamp-3 text-ink-soft">{description}</p>
      <div className="mt-auto flex items-center justify-between gap-4">
        <Link
          to={`/customize/${slug}`}
          aria-label={`Customize ${name}`}
          className="inline-flex min-h-11 items-center rounded-full bg-accent-soft px-5 font-semibold text-accent group-hover:bg-accent group-hover:text-on-accent after:absolute after:inset-0 after:rounded-lg"
        >
          Customize
        </Link>
        <StockNote isInStock={in_stock} left={product.stock_left} />
      </div>
    </article>
  )
}

/** What a piece costs at most quantity, so that a team order is tempted early. */
function BestPrice({ product }: { product: Product }) {
  const best = product.price_breaks.at(-1)
  if (!best) return null
  return (
    <p className="text-sm text-positive">
      <Price amount={best.unit_price} currency={product.currency} /> each from {best.min_quantity}{' '}
      pieces
    </p>
  )
}

function StockNote({ isInStock, left }: { isInStock: boolean; left: number | null }) {
  if (!isInStock) return <p className="text-sm text-danger">Sold out for now</p>
  if (left !== null) return <p className="text-sm text-caution">Only {left} left</p>
  return null
}

/** The card's outline, of the same size, while products load. */
export function ProductCardSkeleton() {
  return (
    <div className="grid gap-3">
      <Skeleton className="aspect-square rounded-lg" />
      <Skeleton className="h-13 w-3/4" />
      <Skeleton className="h-18" />
      <Skeleton className="h-11 w-32 rounded-full" />
    </div>
  )
}
