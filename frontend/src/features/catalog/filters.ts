import { useSearchParams } from 'react-router'

/** What the shopper narrows the products by; every field is empty when not used. */
export type Filters = { search: string; category: string; color: string; ordering: string }

export const ORDERINGS = [
  { value: '', label: 'Our order' },
  { value: 'name', label: 'Name, A to Z' },
  { value: 'price', label: 'Price, low to high' },
  { value: '-price', label: 'Price, high to low' },
  { value: 'newest', label: 'Newest first' },
] as const

type Ordering = Exclude<(typeof ORDERINGS)[number]['value'], ''>

function isOrdering(value: string): value is Ordering {
  return value !== '' && ORDERINGS.some((ordering) => ordering.value === value)
}

/** The query the API understands: only what is set, an unknown ordering left out. */
export function toQuery({ search, category, color, ordering }: Filters) {
  return {
    ...(search && { search }),
    ...(category && { category }),
    ...(color && { color }),
    ...(isOrdering(ordering) && { ordering }),
  }
}

/** The filters, kept in the address so that they can be shared and survive a reload. */
export function useFilters() {
  const [params, setParams] = useSearchParams()
  const filters: Filters = {
    search: params.get('search') ?? '',
    category: params.get('category') ?? '',
    color: params.get('color') ?? '',
    ordering: params.get('ordering') ?? '',
  }
  function change(changed: Partial<Filters>) {
    const next = Object.entries({ ...filters, ...changed }).filter(([, value]) => value !== '')
    setParams(next, { replace: true, preventScrollReset: true })
  }
  return {
    filters,
    change,
    clear: () => setParams({}, { replace: true, preventScrollReset: true }),
  }
}
