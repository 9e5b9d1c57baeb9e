import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { PasswordField } from '@/ui/text-field'
import { AuthForm } from './auth-form'
import { showRefusal } from './form-errors'
import { NEW_PASSWORD_HINT, newPassword } from './new-password'
import { useChoosePassword } from './queries'

const rules = z.object({ new_password: newPassword })

type NewPasswordFormProps = { uid: string; token: string; onDone: () => void }

/** Chooses a password with the two parts of a mailed link. */
export function NewPasswordForm({ uid, token, onDone }: NewPasswordFormProps) {
  const choose = useChoosePassword()
  const form = useForm({ resolver: zodResolver(rules), defaultValues: { new_password: '' } })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async ({ new_password }) => {
    try {
      await choose.mutateAsync({ body: { uid, token, new_password } })
      onDone()
    } catch (refusal) {
      showRefusal(form, ['new_password'], refusal)
    }
  })
  return (
    <AuthForm
      onSubmit={submit}
      error={errors.root?.message}
      isSubmitting={isSubmitting}
      submitLabel="Set my new password"
      pendingLabel="Setting…"
    >
      <PasswordField
        label="New password"
        hint={NEW_PASSWORD_HINT}
        autoComplete="new-password"
        error={errors.new_password?.message}
        {...form.register('new_password')}
      />
    </AuthForm>
  )
}
