import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import type { User } from '@/api/types'
import { Notice } from '@/ui/notice'
import { PasswordField } from '@/ui/text-field'
import { AuthForm } from './auth-form'
import { showRefusal } from './form-errors'
import { NEW_PASSWORD_HINT, newPassword } from './new-password'
import { useChangePassword } from './queries'

const rules = z.object({
  current_password: z.string().check(z.minLength(1, 'Type your present password.')),
  new_password: newPassword,
})

/** Replaces the password; every other device is logged out, this one stays. */
export function ChangePasswordForm({ user }: { user: User }) {
  const change = useChangePassword(user.username)
  const form = useForm({
    resolver: zodResolver(rules),
    defaultValues: { current_password: '', new_password: '' },
  })
  const { errors, isSubmitting, isDirty } = form.formState
  const submit = form.handleSubmit(async (passwords) => {
    try {
      await change.mutateAsync(passwords)
      form.reset()
    } catch (refusal) {
      showRefusal(form, ['current_password', 'new_password'], refusal)
    }
  })
  return (
    <AuthForm
      onSubmit={submit}
      error={errors.root?.message}
      isSubmitting={isSubmitting}
      submitLabel="Change password"
      pendingLabel="Changing…"
    >
      {change.isSuccess && !isDirty && (
        <Notice tone="positive">Your password is changed. Other devices are logged out.</Notice>
      )}
      {/* Password managers ask whose password it is. */}
      <input type="hidden" autoComplete="username" value={user.username} readOnly />
      <PasswordField
        label="Present password"
        autoComplete="current-password"
        error={errors.current_password?.message}
        {...form.register('current_password')}
      />
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
