import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Product } from '@/api/types'

const productPath = '/api/products/{slug}/'
const configPath = '/api/config/'
/** The shop's limits do not change while somebody shops. */
const FIXED = { staleTime: Infinity }

/**
 * One product. What the shop window has already fetched is shown at once, while today's price and
 * stock are asked for.
 */
export function useProduct(slug: string) {
  const queries = useQueryClient()
  const asked = { params: { path: { slug } } }
  return api.useQuery('get', productPath, asked, {
    placeholderData: () =>
      queries
        .getQueriesData<Product[]>({ queryKey: ['get', '/api/products/'] })
        .flatMap(([, products]) => products ?? [])
        .find((product) => product.slug === slug),
  })
}

export function useShopConfig() {
  return api.useQuery('get', configPath, undefined, FIXED)
}

/** Asks for what the studio needs before its code is here. Waits for nothing; failures show there. */
export function prefetchStudio(queries: QueryClient, slug: string): null {
  const product = queries.query(
    api.queryOptions('get', productPath, { params: { path: { slug } } }),
  )
  const config = queries.query(api.queryOptions('get', configPath, undefined, FIXED))
  void Promise.allSettled([product, config])
  return null
}
