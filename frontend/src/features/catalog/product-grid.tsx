import type { Product } from '@/api/types'
import { plural } from '@/lib/plural'
import { Button } from '@/ui/button'
import { NotLoaded } from '@/ui/not-loaded'
import { EmptyState, Skeleton } from '@/ui/states'
import type { Filters } from './filters'
import { ProductCard, ProductCardSkeleton } from './product-card'
import { useProducts } from './queries'

const GRID = 'grid gap-x-6 gap-y-12 tablet:grid-cols-2 min-[760px]:grid-cols-3 wide:grid-cols-4'

/** The products that match the filters, in each of their states. */
export function ProductGrid({ filters, onClear }: { filters: Filters; onClear: () => void }) {
  const asked = useProducts(filters)
  const { data, isPlaceholderData } = asked
  if (data) return <Found products={data} isStale={isPlaceholderData} onClear={onClear} />
  return (
    <NotLoaded what="the products" isMany asked={asked}>
      <div className="grid gap-8">
        <Skeleton className="h-6 w-24" />
        <div className={GRID}>
          {Array.from({ length: 8 }, (_, place) => (
            <ProductCardSkeleton key={place} />
          ))}
        </div>
      </div>
    </NotLoaded>
  )
}

type FoundProps = { products: Product[]; isStale: boolean; onClear: () => void }

function Found({ products, isStale, onClear }: FoundProps) {
  return (
    <div className="grid gap-8">
      <output className="text-ink-soft">
        {isStale ? 'Looking…' : plural(products.length, 'product')}
      </output>
      {products.length === 0 ? (
        <EmptyState title="Nothing matches that">
          <p className="text-ink-soft">Try another word, or look at everything we make.</p>
          <Button variant="quiet" onClick={onClear}>
            Show all products
          </Button>
        </EmptyState>
      ) : (
        <ul className={`${GRID} ${isStale ? 'opacity-60' : ''}`}>
          {products.map((product) => (
            <li key={product.id} className="grid">
              <ProductCard product={product} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
