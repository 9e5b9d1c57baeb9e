import { Navigate, Outlet, useLocation } from 'react-router'
import { useSession } from '@/api/use-session'
import { loginPath } from '@/lib/local-path'
import { PageSkeleton } from './page-skeleton'

/** Screens that belong to somebody: signed out, one logs in first and comes back. */
export function RequireSession() {
  const { status } = useSession()
  const { pathname, search } = useLocation()
  if (status === 'restoring') return <PageSkeleton />
  if (status === 'signed-out') return <Navigate to={loginPath(pathname + search)} replace />
  return <Outlet />
}
