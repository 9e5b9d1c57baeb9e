import { loginPath } from '@/lib/local-path'
import { TextLink } from '@/ui/button'
import { TextField } from '@/ui/text-field'
import type { Contact } from './use-contact'

/** A guest's e-mail address: all that is needed to buy without an account. */
export function ContactField({ contact, isDisabled }: { contact: Contact; isDisabled: boolean }) {
  const { email, error, input, change } = contact
  return (
    <div className="grid gap-2">
      <TextField
        ref={input}
        label="Your e-mail"
        type="email"
        autoComplete="email"
        hint="Your order, and a link to follow it, go there. You need no account."
        value={email}
        error={error}
        disabled={isDisabled}
        onChange={(event) => change(event.target.value)}
      />
      <p className="text-sm text-ink-soft">
        Have an account? <TextLink to={loginPath('/cart')}>Log in</TextLink>, and your cart comes
        along.
      </p>
    </div>
  )
}
