import { toApiError } from '@/api/errors'
import { ProfileForm } from '@/features/account/profile-form'
import { useProfile } from '@/features/account/queries'
import { formatDay } from '@/lib/format-date'
import { PageHeading, PageMeta } from '@/ui/page-heading'
import { ErrorState, Loading, Skeleton } from '@/ui/states'

export function Component() {
  const { data: user, error, refetch } = useProfile()
  return (
    <div className="page max-w-2xl">
      <PageMeta title="Your profile" />
      <PageHeading>Your profile</PageHeading>
      {user && (
        <>
          <p className="mb-6 text-ink-soft">
            {user.username}, with us since {formatDay(user.date_joined)}
          </p>
          <ProfileForm user={user} />
        </>
      )}
      {error && !user && (
        <ErrorState
          title="Your profile did not load"
          message={toApiError(error).message}
          onRetry={() => void refetch()}
        />
      )}
      {!user && !error && (
        <Loading label="Loading your profile">
          <Skeleton className="h-96" />
        </Loading>
      )}
    </div>
  )
}
