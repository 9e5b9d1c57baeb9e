import { useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Product } from '@/api/types'

const productPath = '/api/products/{slug}/'

/**
 * One product. What the shop window has already fetched is shown at once, while today's price and
 * stock are asked for.
 */
export function useProduct(slug: string) {
  const queries = useQueryClient()
  return api.useQuery(
    'get',
    productPath,
    { params: { path: { slug } } },
    {
      placeholderData: () =>
        queries
          .getQueriesData<Product[]>({ queryKey: ['get', '/api/products/'] })
          .flatMap(([, products]) => products ?? [])
          .find((product) => product.slug === slug),
    },
  )
}

/** The shop's limits; they do not change while somebody shops. */
export function useShopConfig() {
  return api.useQuery('get', '/api/config/', undefined, { staleTime: Infinity })
}
