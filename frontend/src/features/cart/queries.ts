import { useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'

/** Where the cart is kept; the bar's count and the cart screen read the same. */
const cartKey = api.queryOptions('get', '/api/cart/').queryKey

/**
 * Puts a product with its design in the cart; an identical line grows. Fails at once without a
 * connection: a piece that is added by itself minutes later would surprise.
 */
export function useAddItem() {
  const queries = useQueryClient()
  return api.useMutation('post', '/api/cart/', {
    networkMode: 'always',
    onSuccess: () => queries.invalidateQueries({ queryKey: cartKey }),
  })
}
