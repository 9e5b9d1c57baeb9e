import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import type { User } from '@/api/types'
import { Notice } from '@/ui/notice'
import { TextField } from '@/ui/text-field'
import { AuthForm } from './auth-form'
import { showRefusal } from './form-errors'
import { useSaveProfile } from './queries'

const rules = z.object({
  first_name: z.string().check(z.trim(), z.maxLength(150, 'Use at most 150 characters.')),
  last_name: z.string().check(z.trim(), z.maxLength(150, 'Use at most 150 characters.')),
  phone: z.string().check(z.trim(), z.maxLength(32, 'Use at most 32 characters.')),
})

const NAMES = ['first_name', 'last_name', 'phone'] as const

/** Names and phone of the signed-in person. */
export function ProfileForm({ user }: { user: User }) {
  const save = useSaveProfile()
  const { first_name, last_name, phone } = user
  const form = useForm({
    resolver: zodResolver(rules),
    defaultValues: { first_name, last_name, phone },
  })
  const { errors, isSubmitting, isDirty } = form.formState
  const submit = form.handleSubmit(async (body) => {
    try {
      await save.mutateAsync({ body })
      form.reset(body)
    } catch (refusal) {
      showRefusal(form, NAMES, refusal)
    }
  })
  return (
    <AuthForm
      onSubmit={submit}
      error={errors.root?.message}
      isSubmitting={isSubmitting}
      submitLabel="Save changes"
      pendingLabel="Saving…"
    >
      {save.isSuccess && !isDirty && <Notice tone="positive">Your changes are saved.</Notice>}
      <div className="grid gap-5 tablet:grid-cols-2">
        <TextField
          label="First name"
          autoComplete="given-name"
          error={errors.first_name?.message}
          {...form.register('first_name')}
        />
        <TextField
          label="Last name"
          autoComplete="family-name"
          error={errors.last_name?.message}
          {...form.register('last_name')}
        />
      </div>
      <TextField
        label="Phone"
        type="tel"
        autoComplete="tel"
        hint="Only used about your orders."
        error={errors.phone?.message}
        {...form.register('phone')}
      />
    </AuthForm>
  )
}
