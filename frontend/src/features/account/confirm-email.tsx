import { toApiError } from '@/api/errors'
import type { User } from '@/api/types'
import { Button } from '@/ui/button'
import { Notice } from '@/ui/notice'
import { useResendVerification, useSaveProfile } from './queries'

/**
 * Reminds of an address that waits to be confirmed, and has its link mailed once more. One that is
 * asked for in place of the present address can be given up here.
 */
export function ConfirmEmail({ user }: { user: User }) {
  const resend = useResendVerification()
  const withdraw = useSaveProfile()
  const { email, pending_email: pending } = user
  const refusal = resend.error ?? withdraw.error
  return (
    <Notice tone={resend.isSuccess ? 'positive' : 'caution'}>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p>{refusal ? toApiError(refusal).message : words(user, resend.isSuccess)}</p>
        {!resend.isSuccess && (
          <Button
            variant="quiet"
            size="sm"
            pending={resend.isPending}
            pendingLabel="Sending…"
            onClick={() => resend.mutate({})}
          >
            Send the link again
          </Button>
        )}
        {pending && email && (
          <Button
            variant="quiet"
            size="sm"
            pending={withdraw.isPending}
            pendingLabel="Keeping it…"
            onClick={() => withdraw.mutate({ body: { email } })}
          >
            {`Keep ${email}`}
          </Button>
        )}
      </div>
    </Notice>
  )
}

function words({ email, pending_email: pending }: User, isSentAgain: boolean) {
  if (isSentAgain) return `A new link is on its way to ${pending || email}.`
  if (!pending)
    return `Please confirm ${email} with the link that we mailed to it, so that news of your orders reaches you.`
  const until = email && ` Until then we write to ${email}.`
  return `Open the link that we mailed to ${pending}, and it is your address.${until}`
}
