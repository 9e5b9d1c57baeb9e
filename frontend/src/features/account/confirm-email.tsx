import { toApiError } from '@/api/errors'
import { Button } from '@/ui/button'
import { Notice } from '@/ui/notice'
import { useResendVerification } from './queries'

/** Reminds of an address that is not confirmed yet, and has the link mailed once more. */
export function ConfirmEmail({ email }: { email: string }) {
  const resend = useResendVerification()
  if (resend.isSuccess)
    return <Notice tone="positive">{`A new link is on its way to ${email}.`}</Notice>
  return (
    <Notice tone="caution">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p>
          {resend.error
            ? toApiError(resend.error).message
            : `Please confirm ${email} with the link that we mailed to it, so that news of your orders reaches you.`}
        </p>
        <Button
          variant="quiet"
          size="sm"
          pending={resend.isPending}
          pendingLabel="Sending…"
          onClick={() => resend.mutate({})}
        >
          Send the link again
        </Button>
      </div>
    </Notice>
  )
}
