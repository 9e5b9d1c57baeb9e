import { api } from './client'

/** What the shop says about itself; it does not change while the page is open. */
export function useShopConfig() {
  return api.useQuery('get', '/api/config/', undefined, { staleTime: Infinity })
}
