import type { Product } from '@/api/types'
import { Skeleton } from '@/ui/states'

/** What this shop is, in two sentences, beside one of its own products. */
export function Hero({ product }: { product: Product | undefined }) {
  return (
    <section className="page grid items-center gap-8 py-10 tablet:grid-cols-2 tablet:py-16">
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
      {product ? (
        <img
          src={product.image_url}
          alt={`${product.name} with a printed design`}
          width={800}
          height={800}
          fetchPriority="high"
          className="aspect-4/3 w-full rounded-lg bg-surface-sunken object-cover tablet:aspect-square"
        />
      ) : (
        <Skeleton className="aspect-4/3 rounded-lg tablet:aspect-square" />
      )}
    </section>
  )
}
