import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { Notice } from '@/ui/notice'
import { TextField } from '@/ui/text-field'
import { AuthForm } from './auth-form'
import { showRefusal } from './form-errors'
import { useAskForReset } from './queries'

const rules = z.object({
  email: z.string().check(z.trim(), z.email('Type an e-mail address such as ana@example.com.')),
})

/** Asks for a link to choose a new password with. Whether there is an account, nobody is told. */
export function ForgottenForm() {
  const ask = useAskForReset()
  const form = useForm({ resolver: zodResolver(rules), defaultValues: { email: '' } })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async (body) => {
    try {
      await ask.mutateAsync({ body })
    } catch (refusal) {
      showRefusal(form, ['email'], refusal)
    }
  })
  if (ask.data) {
    return (
      <div className="grid gap-4">
        <Notice tone="positive">{ask.data.message}</Notice>
        <p className="text-ink-soft">
          The link is good for one hour. Nothing there after a few minutes? Look among unwanted
          mail, or check that this is the address you registered with.
        </p>
      </div>
    )
  }
  return (
    <AuthForm
      onSubmit={submit}
      error={errors.root?.message}
      isSubmitting={isSubmitting}
      submitLabel="Send me a link"
      pendingLabel="Sending…"
    >
      <TextField
        label="E-mail"
        type="email"
        autoComplete="email"
        hint="The address of your account. The e-mail tells you your username too."
        error={errors.email?.message}
        {...form.register('email')}
      />
    </AuthForm>
  )
}
