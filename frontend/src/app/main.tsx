import './trusted-types'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter, RouterProvider } from 'react-router'
import { createShopQueryClient, forgetOnSignOut } from '@/api/query-client'
import { session } from '@/api/session'
import { createRoutes } from './router'
import './styles.css'

const queries = createShopQueryClient()
forgetOnSignOut(queries, session)
void session.restore()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root".')

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={createBrowserRouter(createRoutes(queries))} />
    </QueryClientProvider>
  </StrictMode>,
)
