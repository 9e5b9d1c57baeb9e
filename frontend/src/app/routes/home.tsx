import { FilterBar } from '@/features/catalog/filter-bar'
import { useFilters } from '@/features/catalog/filters'
import { Hero } from '@/features/catalog/hero'
import { ProductGrid } from '@/features/catalog/product-grid'
import { useProducts } from '@/features/catalog/queries'
import { PageMeta } from '@/ui/page-heading'

export function Component() {
  const { filters, change, clear } = useFilters()
  const { data: everything = [] } = useProducts()
  return (
    <>
      <PageMeta
        title="CustomKeeps"
        description="Put your own picture or words on shirts, mugs, bags and more, one piece at a time, with prices in pesos."
      />
      <Hero product={everything[0]} />
      <section id="products" aria-labelledby="products-heading" className="page grid gap-8 pt-4">
        <h2 id="products-heading" className="text-3xl">
          What would you like to make?
        </h2>
        <FilterBar products={everything} filters={filters} onChange={change} />
        <ProductGrid filters={filters} onClear={clear} />
      </section>
    </>
  )
}
