import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { session } from '@/api/session'
import { PasswordField, TextField } from '@/ui/text-field'
import { AuthForm } from './auth-form'
import { showRefusal } from './form-errors'

const rules = z.object({
  username: z.string().check(z.trim(), z.minLength(1, 'Type your username.')),
  password: z.string().check(z.minLength(1, 'Type your password.')),
})

/** Signs in; `onDone` follows once the session stands. */
export function LoginForm({ onDone }: { onDone: () => void }) {
  const form = useForm({
    resolver: zodResolver(rules),
    defaultValues: { username: '', password: '' },
  })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async (credentials) => {
    try {
      await session.signIn(credentials)
      onDone()
    } catch (refusal) {
      showRefusal(form, ['username', 'password'], refusal)
    }
  })
  return (
    <AuthForm
      onSubmit={submit}
      error={errors.root?.message}
      isSubmitting={isSubmitting}
      submitLabel="Log in"
      pendingLabel="Logging in…"
    >
      <TextField
        label="Username"
        autoComplete="username"
        autoCapitalize="none"
        error={errors.username?.message}
        {...form.register('username')}
      />
      <PasswordField
        label="Password"
        autoComplete="current-password"
        error={errors.password?.message}
        {...form.register('password')}
      />
    </AuthForm>
  )
}
