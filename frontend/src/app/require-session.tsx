import { Navigate, Outlet, useLocation } from 'react-router'
import { hasAccount, useSession } from '@/api/use-session'
import { loginPath } from '@/lib/local-path'
import { PageSkeleton } from './page-skeleton'

/** Screens that belong to somebody: signed out, one logs in first and comes back. */
export function RequireSession() {
  return useSession().status === 'signed-in' ? <Outlet /> : <LogInFirst />
}

/** Screens that are about an account, which guests do not have. */
export function RequireAccount() {
  return hasAccount(useSession()) ? <Outlet /> : <LogInFirst />
}

function LogInFirst() {
  const { status } = useSession()
  const { pathname, search } = useLocation()
  if (status === 'restoring') return <PageSkeleton />
  return <Navigate to={loginPath(pathname + search)} replace />
}
