import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { client } from '@/api/client'
import { session } from '@/api/session'
import { PasswordField, TextField } from '@/ui/text-field'
import { AuthForm } from './auth-form'
import { showRefusal } from './form-errors'
import { NEW_PASSWORD_HINT, newPassword } from './new-password'

const rules = z.object({
  username: z.string().check(z.trim(), z.minLength(1, 'Choose a username.')),
  email: z.string().check(z.trim(), z.email('Type an e-mail address such as ana@example.com.')),
  password: newPassword,
})

/** Opens an account and signs in with it; `onDone` follows once the session stands. */
export function RegisterForm({ onDone }: { onDone: () => void }) {
  const form = useForm({
    resolver: zodResolver(rules),
    defaultValues: { username: '', email: '', password: '' },
  })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async ({ username, email, password }) => {
    try {
      await client.POST('/api/register/', { body: { username, email, password } })
      await session.signIn({ username, password })
      onDone()
    } catch (refusal) {
      showRefusal(form, ['username', 'email', 'password'], refusal)
    }
  })
  return (
    <AuthForm
      onSubmit={submit}
      error={errors.root?.message}
      isSubmitting={isSubmitting}
      submitLabel="Create account"
      pendingLabel="Creating your account…"
    >
      <TextField
        label="Username"
        autoComplete="username"
        autoCapitalize="none"
        error={errors.username?.message}
        {...form.register('username')}
      />
      <TextField
        label="E-mail"
        type="email"
        autoComplete="email"
        error={errors.email?.message}
        {...form.register('email')}
      />
      <PasswordField
        label="Password"
        hint={NEW_PASSWORD_HINT}
        autoComplete="new-password"
        error={errors.password?.message}
        {...form.register('password')}
      />
    </AuthForm>
  )
}
