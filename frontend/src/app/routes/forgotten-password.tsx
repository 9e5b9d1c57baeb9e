import { Link } from 'react-router'
import { ForgottenForm } from '@/features/account/forgotten-form'
import { PageHeading, PageMeta } from '@/ui/page-heading'

export function Component() {
  return (
    <div className="page max-w-md">
      <PageMeta title="Forgotten password" isUnlisted />
      <PageHeading>Forgotten your password?</PageHeading>
      <p className="-mt-2 mb-6 text-ink-soft">
        We mail you a link with which you choose a new one.
      </p>
      <ForgottenForm />
      <p className="mt-6">
        <Link to="/login" className="text-accent underline underline-offset-4">
          Back to log in
        </Link>
      </p>
    </div>
  )
}
