import { useParams } from 'react-router'
import { toApiError } from '@/api/errors'
import { useVerification } from '@/features/account/queries'
import { Button, LinkButton } from '@/ui/button'
import { Notice } from '@/ui/notice'
import { PageHeading, PageMeta } from '@/ui/page-heading'

/** Confirms at a press and not by itself: programs that look through mails open its links too. */
export function Component() {
  const { token = '' } = useParams()
  const verification = useVerification()
  return (
    <div className="page max-w-md">
      <PageMeta title="Confirm your e-mail" isUnlisted />
      <PageHeading>Confirm your e-mail</PageHeading>
      <div className="grid justify-items-start gap-6">
        {verification.isSuccess ? (
          <>
            <Notice tone="positive">Thank you, your e-mail address is confirmed.</Notice>
            <LinkButton to="/">Go to the shop</LinkButton>
          </>
        ) : verification.error ? (
          <>
            <Notice tone="danger">{`${toApiError(verification.error).message} You find it in your profile.`}</Notice>
            <LinkButton to="/profile">Open your profile</LinkButton>
          </>
        ) : (
          <>
            <p>
              One press, and the address is yours. If you did not open an account here or change its
              address, close this page: whoever did would otherwise see your orders.
            </p>
            <Button
              size="lg"
              pending={verification.isPending}
              pendingLabel="Confirming…"
              onClick={() => verification.mutate({ body: { token } })}
            >
              Confirm my address
            </Button>
          </>
        )}
      </div>
    </div>
  )
}
