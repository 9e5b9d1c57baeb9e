import type { Product } from '@/api/types'
import { Skeleton } from '@/ui/states'
import { ProductImage } from './product-image'

const SHOWN = 4

/** What this shop is, in two sentences, beside a few of its own products. */
export function Hero({ products }: { products: readonly Product[] | undefined }) {
  return (
    <section className="page grid items-center gap-x-12 gap-y-10 py-10 tablet:grid-cols-2 tablet:py-14 wide:gap-x-24">
      <div className="grid gap-6">
        <h1 tabIndex={-1} className="text-5xl desktop:text-6xl wide:text-7xl">
          Keepsakes, made by you
        </h1>
        <p className="max-w-[38ch] text-lg text-ink-soft">
          Put your own picture or words on a shirt, a mug or a bag. We print it to order, one piece
          or a hundred.
        </p>
        <a
          href="#products"
          className="inline-flex min-h-13 items-center justify-self-start rounded-full bg-accent px-7 text-lg font-semibold text-on-accent hover:bg-accent-hover"
        >
          Choose a product
        </a>
      </div>
      <Mosaic products={products && showpieces(products)} />
    </section>
  )
}

/** Four pictures, the second column a little lower, as keepsakes hang on a wall. */
function Mosaic({ products }: { products: readonly Product[] | undefined }) {
  if (products?.length === 0) return null
  const places = products ?? Array.from({ length: SHOWN }, () => undefined)
  return (
    <div className="grid grid-cols-2 gap-3 tablet:gap-4 tablet:pb-10">
      {places.map((product, place) => (
        <div
          key={place}
          className={`overflow-hidden rounded-lg bg-surface-sunken ${place % 2 ? 'tablet:translate-y-10' : ''}`}
        >
          {product ? (
            <ProductImage
              product={product}
              alt={`${product.name} with a printed design`}
              sizes="(min-width: 1232px) 260px, (min-width: 600px) 23vw, 45vw"
              isUrgent
            />
          ) : (
            <Skeleton className="aspect-square" />
          )}
        </div>
      ))}
    </div>
  )
}

/** The last product of each category: the first ones already open the list below. */
function showpieces(products: readonly Product[]): Product[] {
  const byCategory = new Map(products.map((product) => [product.category?.slug, product]))
  const rest = products
    .toReversed()
    .filter((product) => ![...byCategory.values()].includes(product))
  return [...byCategory.values(), ...rest].slice(0, SHOWN)
}
