import { useParams } from 'react-router'
import { toApiError } from '@/api/errors'
import { useVerification } from '@/features/account/queries'
import { LinkButton } from '@/ui/button'
import { Notice } from '@/ui/notice'
import { PageHeading, PageMeta } from '@/ui/page-heading'
import { Loading, Skeleton } from '@/ui/states'

export function Component() {
  const { token = '' } = useParams()
  const asked = useVerification(token)
  return (
    <div className="page max-w-md">
      <PageMeta title="Confirm your e-mail" isUnlisted />
      <PageHeading>Confirm your e-mail</PageHeading>
      {asked.isPending ? (
        <Loading label="Confirming your address">
          <Skeleton className="h-14" />
        </Loading>
      ) : (
        <div className="grid justify-items-start gap-6">
          {asked.isSuccess ? (
            <Notice tone="positive">Thank you, your e-mail address is confirmed.</Notice>
          ) : (
            <Notice tone="danger">{`${toApiError(asked.error).message} You find it in your profile.`}</Notice>
          )}
          <LinkButton to={asked.isSuccess ? '/' : '/profile'}>
            {asked.isSuccess ? 'Go to the shop' : 'Open your profile'}
          </LinkButton>
        </div>
      )}
    </div>
  )
}
