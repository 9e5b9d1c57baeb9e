import { Link, useNavigate } from 'react-router'
import { session } from '@/api/session'
import { AddressBook } from '@/features/account/address-book'
import { ConfirmEmail } from '@/features/account/confirm-email'
import { DeleteAccount } from '@/features/account/delete-account'
import { EmailForm } from '@/features/account/email-form'
import { ProfileForm } from '@/features/account/profile-form'
import { useProfile } from '@/features/account/queries'
import { ExportButton } from '@/features/account/your-data'
import { formatDay } from '@/lib/format-date'
import { NotLoaded } from '@/ui/not-loaded'
import { PageHeading, PageMeta } from '@/ui/page-heading'
import { Skeleton } from '@/ui/states'
import { toast } from '@/ui/toast'

export function Component() {
  const asked = useProfile()
  const { data: user } = asked
  const navigate = useNavigate()

  /** Home first: this page would ask who is signed out to log in. */
  async function leave() {
    await navigate('/', { replace: true })
    await session.signOut().catch(() => undefined)
    toast.success('Your account is deleted.')
  }

  return (
    <div className="page max-w-2xl">
      <PageMeta title="Your profile" isUnlisted />
      <PageHeading>Your profile</PageHeading>
      {user ? (
        <>
          <p className="mb-6 text-ink-soft">
            {user.username}, with us since {formatDay(user.date_joined)}
          </p>
          <ProfileForm user={user} />
          <p className="mt-8">
            <Link to="/profile/security" className="text-accent underline underline-offset-4">
              Password and devices
            </Link>
          </p>
          <section aria-labelledby="email" className="mt-12 grid gap-4">
            <h2 id="email" className="text-2xl">
              E-mail address
            </h2>
            {user.email && <p>{user.email}</p>}
            {(user.pending_email || (user.email && !user.email_verified)) && (
              <ConfirmEmail key={user.pending_email} user={user} />
            )}
            <EmailForm user={user} />
          </section>
          <section aria-labelledby="addresses" className="mt-12 grid gap-4">
            <h2 id="addresses" className="text-2xl">
              Delivery addresses
            </h2>
            <AddressBook />
          </section>
          <section aria-labelledby="your-data" className="mt-12 grid gap-4">
            <h2 id="your-data" className="text-2xl">
              Your data
            </h2>
            <p className="text-ink-soft">
              Take everything with you that we hold on you, or leave and have it erased.
            </p>
            <div className="flex flex-wrap gap-3">
              <ExportButton />
              <DeleteAccount onClosed={() => void leave()} />
            </div>
          </section>
        </>
      ) : (
        <NotLoaded what="your profile" asked={asked}>
          <Skeleton className="h-96" />
        </NotLoaded>
      )}
    </div>
  )
}
