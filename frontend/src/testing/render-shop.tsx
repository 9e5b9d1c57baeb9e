import { QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { http } from 'msw'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { createShopQueryClient } from '@/api/query-client'
import { session } from '@/api/session'
import type { User } from '@/api/types'
import { createRoutes } from '@/app/router'
import { at, grantFor, server } from './server'

/**
 * Renders the whole shop at a path, as `user` or signed out. Returns the visitor's hands and the
 * router, for the address.
 */
export async function renderShop(path: string, user: User | null = null) {
  if (session.snapshot().status === 'signed-in') await session.signOut()
  if (user) server.use(http.post(at('/api/session/login/'), () => grantFor(user)))
  if (user) await session.signIn({ username: user.username, password: 'secret' })
  else await session.restore()
  const queries = createShopQueryClient()
  queries.setDefaultOptions({ queries: { ...queries.getDefaultOptions().queries, retryDelay: 0 } })
  const router = createMemoryRouter(createRoutes(queries), { initialEntries: [path] })
  render(
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  )
  return { visitor: userEvent.setup(), router }
}
