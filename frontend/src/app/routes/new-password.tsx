import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { NewPasswordForm } from '@/features/account/new-password-form'
import { LinkButton } from '@/ui/button'
import { Notice } from '@/ui/notice'
import { PageHeading, PageMeta } from '@/ui/page-heading'

export function Component() {
  const { uid = '', token = '' } = useParams()
  const [isDone, setDone] = useState(false)
  return (
    <div className="page max-w-md">
      <PageMeta title="New password" isUnlisted />
      <PageHeading>Choose a new password</PageHeading>
      {isDone ? (
        <div className="grid justify-items-start gap-6">
          <Notice tone="positive">
            Your new password is set. You are logged out on all devices, and log in with it now.
          </Notice>
          <LinkButton to="/login" size="lg">
            Log in
          </LinkButton>
        </div>
      ) : (
        <>
          <NewPasswordForm uid={uid} token={token} onDone={() => setDone(true)} />
          <p className="mt-6 text-ink-soft">
            Is the link too old?{' '}
            <Link to="/password/forgotten" className="text-accent underline underline-offset-4">
              Ask for a new one
            </Link>
          </p>
        </>
      )}
    </div>
  )
}
