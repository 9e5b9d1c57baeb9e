import type { ReactNode } from 'react'
import { Navigate } from 'react-router'
import { hasAccount, useSession } from '@/api/use-session'
import { PageHeading, PageMeta } from '@/ui/page-heading'

type AccountPageProps = { title: string; returnPath: string; children: ReactNode }

/** The narrow page of login and registration; who is signed in already goes on at once. */
export function AccountPage({ title, returnPath, children }: AccountPageProps) {
  const session = useSession()
  if (hasAccount(session)) return <Navigate to={returnPath} replace />
  return (
    <div className="page max-w-md">
      <PageMeta title={title} />
      <PageHeading>{title}</PageHeading>
      {returnPath !== '/' && (
        <p className="-mt-2 mb-6 text-ink-soft">Then you go on right where you were.</p>
      )}
      {children}
    </div>
  )
}
