import { Link } from 'react-router'
import { ConfirmEmail } from '@/features/account/confirm-email'
import { ProfileForm } from '@/features/account/profile-form'
import { useProfile } from '@/features/account/queries'
import { formatDay } from '@/lib/format-date'
import { NotLoaded } from '@/ui/not-loaded'
import { PageHeading, PageMeta } from '@/ui/page-heading'
import { Skeleton } from '@/ui/states'

export function Component() {
  const asked = useProfile()
  const { data: user } = asked
  return (
    <div className="page max-w-2xl">
      <PageMeta title="Your profile" isUnlisted />
      <PageHeading>Your profile</PageHeading>
      {user ? (
        <>
          <p className="mb-6 text-ink-soft">
            {user.username}, with us since {formatDay(user.date_joined)}
          </p>
          {user.email && !user.email_verified && (
            <div className="mb-6">
              <ConfirmEmail email={user.email} />
            </div>
          )}
          <ProfileForm user={user} />
          <p className="mt-8">
            <Link to="/profile/security" className="text-accent underline underline-offset-4">
              Password and devices
            </Link>
          </p>
        </>
      ) : (
        <NotLoaded what="your profile" asked={asked}>
          <Skeleton className="h-96" />
        </NotLoaded>
      )}
    </div>
  )
}
