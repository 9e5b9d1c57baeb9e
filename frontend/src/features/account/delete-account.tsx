import { useState } from 'react'
import { toApiError } from '@/api/errors'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Notice } from '@/ui/notice'
import { PasswordField } from '@/ui/text-field'
import { useEraseAccount } from './queries'

/** Closes the account for good, after the password; `onClosed` follows once it is gone. */
export function DeleteAccount({ onClosed }: { onClosed: () => void }) {
  const [isAsking, setIsAsking] = useState(false)
  return (
    <>
      <Button variant="danger" onClick={() => setIsAsking(true)}>
        Delete my account
      </Button>
      <Dialog title="Delete your account?" isOpen={isAsking} onClose={() => setIsAsking(false)}>
        <Question onKeep={() => setIsAsking(false)} onClosed={onClosed} />
      </Dialog>
    </>
  )
}

function Question({ onKeep, onClosed }: { onKeep: () => void; onClosed: () => void }) {
  const erase = useEraseAccount()
  const [password, setPassword] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const refusal = erase.error ? toApiError(erase.error) : null
  const wrong = refusal?.fields.password?.join(' ')

  function submit() {
    setIsMissing(!password)
    if (password && !erase.isPending) erase.mutate({ body: { password } }, { onSuccess: onClosed })
  }

  return (
    <form
      noValidate
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <p>
        This erases your profile, addresses, cart, designs and e-mails at once, and cannot be taken
        back. It logs you out everywhere.
      </p>
      <p>
        An order that is still on its way is made and delivered. Its texts and pictures are erased
        after that. Of every order we keep what invoices need: number, date, products and amounts,
        without your name.
      </p>
      {refusal && !wrong && <Notice tone="danger">{refusal.message}</Notice>}
      <PasswordField
        label="Your password"
        autoComplete="current-password"
        value={password}
        error={isMissing && !password ? 'Type your password.' : wrong}
        onChange={(event) => setPassword(event.target.value)}
      />
      <div className="flex flex-wrap gap-3">
        <Button
          type="submit"
          variant="danger"
          pending={erase.isPending}
          pendingLabel="Deleting your account…"
        >
          Delete for good
        </Button>
        <Button variant="quiet" onClick={onKeep}>
          Keep my account
        </Button>
      </div>
    </form>
  )
}
