import { keepPreviousData } from '@tanstack/react-query'
import { api } from '@/api/client'
import { toQuery, type Filters } from './filters'

const EVERYTHING: Filters = { search: '', category: '', color: '', ordering: '' }

/** The products that match; the last list stays while a changed filter is being asked. */
export function useProducts(filters: Filters = EVERYTHING) {
  const query = toQuery(filters)
  return api.useQuery(
    'get',
    '/api/products/',
    { params: { query } },
    { placeholderData: keepPreviousData },
  )
}
