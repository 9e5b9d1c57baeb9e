import { FilterBar } from '@/features/catalog/filter-bar'
import { useFilters } from '@/features/catalog/filters'
import { HowItWorks } from '@/features/catalog/how-it-works'
import { Hero } from '@/features/catalog/hero'
import { ProductGrid } from '@/features/catalog/product-grid'
import { useProducts } from '@/features/catalog/queries'
import { PageMeta } from '@/ui/page-heading'

export function Component() {
  const { filters, change, clear } = useFilters()
  const { data, isError } = useProducts()
  const everything = isError && !data ? [] : data
  return (
    <>
      <PageMeta title="Shirts, mugs and gifts with your own picture" />
      <Hero products={everything} />
      <section id="products" aria-labelledby="products-heading" className="page grid gap-6 pt-4">
        <h2 id="products-heading" className="text-3xl">
          What would you like to make?
        </h2>
        <FilterBar products={everything} filters={filters} onChange={change} />
        <ProductGrid filters={filters} onClear={clear} />
      </section>
      <HowItWorks />
    </>
  )
}
