import type { Product } from '@/api/types'
import { Select } from '@/ui/select'
import { FilterChips, type Chip } from './filter-chips'
import { ORDERINGS, type Filters } from './filters'
import { SearchField } from './search-field'

type FilterBarProps = {
  /** Everything on sale; undefined while that is loading. */
  products: readonly Product[] | undefined
  filters: Filters
  onChange: (changed: Partial<Filters>) => void
}

/** Search, order, category and colour. What can be chosen is what the products on sale have. */
export function FilterBar({ products, filters, onChange }: FilterBarProps) {
  return (
    <form
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- jsdom and older browsers do not know <search> yet
      role="search"
      onSubmit={(event) => event.preventDefault()}
      className="grid gap-4"
    >
      <div className="grid grid-cols-2 gap-4 tablet:grid-cols-[1fr_14rem]">
        <SearchField value={filters.search} onChange={(search) => onChange({ search })} />
        <Select
          label="Order by"
          value={filters.ordering}
          options={ORDERINGS}
          onChange={(event) => onChange({ ordering: event.target.value })}
        />
      </div>
      {products?.length !== 0 && (
        <>
          <FilterChips
            legend="Category"
            chips={[{ value: '', label: 'Everything' }, ...categoriesOf(products ?? [])]}
            value={filters.category}
            onChange={(category) => onChange({ category })}
          />
          <FilterChips
            legend="Colour"
            chips={[{ value: '', label: 'Any colour' }, ...colorsOf(products ?? [])]}
            value={filters.color}
            onChange={(color) => onChange({ color })}
          />
        </>
      )}
    </form>
  )
}

function categoriesOf(products: readonly Product[]): Chip[] {
  const bySlug = new Map<string, string>()
  for (const { category } of products) if (category) bySlug.set(category.slug, category.name)
  return [...bySlug].map(([value, label]) => ({ value, label }))
}

function colorsOf(products: readonly Product[]): Chip[] {
  const colors = products.flatMap((product) => product.colors)
  const hexByName = new Map(colors.map((color) => [color.name, color.hex]))
  return [...hexByName].map(([name, hex]) => ({ value: name, label: name, hex }))
}
