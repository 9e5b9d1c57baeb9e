import type { FieldValues, Path, UseFormReturn } from 'react-hook-form'
import { toApiError } from '@/api/errors'

/**
 * Shows a refusal where it belongs: each wrong field beside its input, and the whole sentence above
 * the form (`errors.root`) when no field of this form is to blame.
 */
export function showRefusal<T extends FieldValues>(
  form: UseFormReturn<T>,
  names: readonly Path<T>[],
  refusal: unknown,
): void {
  const { fields, message } = toApiError(refusal)
  const wrong = names.filter((name) => fields[name]?.length)
  for (const name of wrong) form.setError(name, { message: fields[name]?.join(' ') })
  const first = wrong[0]
  if (first) form.setFocus(first)
  else form.setError('root', { message })
}
