import { useEffect, useRef, useState } from 'react'
import type { Product } from '@/api/types'
import { Select, type Choice } from '@/ui/select'
import { TextField } from '@/ui/text-field'
import { ORDERINGS, type Filters } from './filters'

const TYPING_PAUSE_MS = 300

type FilterBarProps = {
  products: readonly Product[]
  filters: Filters
  onChange: (changed: Partial<Filters>) => void
}

/** Search, category, colour and order. What can be chosen is what the products on sale have. */
export function FilterBar({ products, filters, onChange }: FilterBarProps) {
  return (
    <form
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- jsdom and older browsers do not know <search> yet
      role="search"
      onSubmit={(event) => event.preventDefault()}
      className="grid gap-4 tablet:grid-cols-2 desktop:grid-cols-4"
    >
      <SearchField value={filters.search} onChange={(search) => onChange({ search })} />
      <Select
        label="Category"
        value={filters.category}
        options={[{ value: '', label: 'All categories' }, ...categoriesOf(products)]}
        onChange={(event) => onChange({ category: event.target.value })}
      />
      <Select
        label="Colour"
        value={filters.color}
        options={[{ value: '', label: 'Any colour' }, ...colorsOf(products)]}
        onChange={(event) => onChange({ color: event.target.value })}
      />
      <Select
        label="Order by"
        value={filters.ordering}
        options={ORDERINGS}
        onChange={(event) => onChange({ ordering: event.target.value })}
      />
    </form>
  )
}

/** Asks once the shopper pauses; a value changed from outside (cleared, gone back) is taken over. */
function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  if (value !== known) {
    setKnown(value)
    if (value !== typed.trim()) setTyped(value)
  }
  return (
    <TextField
      label="Search"
      type="search"
      placeholder="Mug, shirt, bag…"
      value={typed}
      onChange={(event) => {
        const next = event.target.value
        setTyped(next)
        clearTimeout(timer.current)
        timer.current = setTimeout(() => onChange(next.trim()), TYPING_PAUSE_MS)
      }}
    />
  )
}

function categoriesOf(products: readonly Product[]): Choice[] {
  const bySlug = new Map<string, string>()
  for (const { category } of products) if (category) bySlug.set(category.slug, category.name)
  return [...bySlug].map(([value, label]) => ({ value, label }))
}

function colorsOf(products: readonly Product[]): Choice[] {
  const names = new Set(products.flatMap((product) => product.colors.map((color) => color.name)))
  return [...names].map((name) => ({ value: name, label: name }))
}
