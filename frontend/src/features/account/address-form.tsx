import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import type { Address } from '@/api/types'
import { TextField } from '@/ui/text-field'
import { AuthForm } from './auth-form'
import { showRefusal } from './form-errors'
import { useSaveAddress } from './queries'

const line = (what: string, longest: number) =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(1, `Type ${what}.`),
      z.maxLength(longest, `Use at most ${longest} characters.`),
    )
const maybe = (longest: number) =>
  z.string().check(z.trim(), z.maxLength(longest, `Use at most ${longest} characters.`))

const rules = z.object({
  name: line('who the parcel is for', 100),
  line1: line('the street and number', 120),
  line2: maybe(120),
  city: line('the city', 80),
  province: maybe(80),
  postal_code: line('the postal code', 12),
  phone: maybe(32),
})

const NAMES = ['name', 'line1', 'line2', 'city', 'province', 'postal_code', 'phone'] as const
const EMPTY = {
  name: '',
  line1: '',
  line2: '',
  city: '',
  province: '',
  postal_code: '',
  phone: '',
}

type AddressFormProps = { address: Address | null; onSaved: () => void }

/** A new address, or one to change. */
export function AddressForm({ address, onSaved }: AddressFormProps) {
  const save = useSaveAddress(address)
  const form = useForm({ resolver: zodResolver(rules), defaultValues: address ?? EMPTY })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async (body) => {
    try {
      await save.mutateAsync(body)
      onSaved()
    } catch (refusal) {
      showRefusal(form, NAMES, refusal)
    }
  })
  const field = (name: (typeof NAMES)[number]) => ({
    ...form.register(name),
    error: errors[name]?.message,
  })
  return (
    <AuthForm
      onSubmit={submit}
      error={errors.root?.message}
      isSubmitting={isSubmitting}
      submitLabel="Save address"
      pendingLabel="Saving…"
    >
      <TextField label="Name" autoComplete="name" {...field('name')} />
      <TextField label="Street and number" autoComplete="address-line1" {...field('line1')} />
      <TextField
        label="Unit, building, barangay (optional)"
        autoComplete="address-line2"
        {...field('line2')}
      />
      <div className="grid gap-5 tablet:grid-cols-2">
        <TextField label="City" autoComplete="address-level2" {...field('city')} />
        <TextField
          label="Postal code"
          autoComplete="postal-code"
          inputMode="numeric"
          {...field('postal_code')}
        />
        <TextField
          label="Province (optional)"
          autoComplete="address-level1"
          {...field('province')}
        />
        <TextField
          label="Phone for the courier (optional)"
          type="tel"
          autoComplete="tel"
          {...field('phone')}
        />
      </div>
    </AuthForm>
  )
}
