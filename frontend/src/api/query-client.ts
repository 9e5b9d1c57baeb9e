import { QueryClient } from '@tanstack/react-query'
import { isPublicPath } from './authorized-fetch'
import { toApiError } from './errors'
import type { Session } from './session'

/** Only what may pass by itself is tried again: no answer, or a server in trouble. */
function isWorthRetrying(failures: number, error: unknown): boolean {
  const { status } = toApiError(error)
  return failures < 2 && (status === 0 || status >= 500)
}

export function createShopQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { retry: isWorthRetrying, staleTime: 30_000 } },
  })
}

/** Forgets one person's cart, orders and profile as soon as another, or nobody, is signed in. */
export function forgetOnSignOut(queries: QueryClient, session: Session): () => void {
  let userId = session.snapshot().user?.id
  return session.subscribe(() => {
    const next = session.snapshot().user?.id
    if (userId !== undefined && userId !== next) {
      queries.removeQueries({ predicate: ({ queryKey }) => !isPublicPath(String(queryKey[1])) })
    }
    userId = next
  })
}
