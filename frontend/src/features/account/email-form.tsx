import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import type { User } from '@/api/types'
import { PasswordField, TextField } from '@/ui/text-field'
import { AuthForm } from './auth-form'
import { showRefusal } from './form-errors'
import { useSaveProfile } from './queries'

const rules = z.object({
  email: z.string().check(z.trim(), z.email('Type an e-mail address such as ana@example.com.')),
  current_password: z.string().check(z.minLength(1, 'Type your password.')),
})

const NAMES = ['email', 'current_password'] as const

/** Asks for another e-mail address; what becomes of it, the page's notice tells. */
export function EmailForm({ user }: { user: User }) {
  const save = useSaveProfile()
  const form = useForm({
    resolver: zodResolver(rules),
    defaultValues: { email: '', current_password: '' },
  })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async (body) => {
    try {
      await save.mutateAsync({ body })
      form.reset()
    } catch (refusal) {
      showRefusal(form, NAMES, refusal)
    }
  })
  return (
    <AuthForm
      onSubmit={submit}
      error={errors.root?.message}
      isSubmitting={isSubmitting}
      submitLabel="Change e-mail address"
      pendingLabel="Changing…"
    >
      {/* Password managers ask whose password it is. */}
      <input type="hidden" autoComplete="username" value={user.username} readOnly />
      <TextField
        label="New e-mail"
        type="email"
        autoComplete="email"
        error={errors.email?.message}
        {...form.register('email')}
      />
      <PasswordField
        label="Your password"
        hint="So that nobody who finds this page open can take your account."
        autoComplete="current-password"
        error={errors.current_password?.message}
        {...form.register('current_password')}
      />
    </AuthForm>
  )
}
