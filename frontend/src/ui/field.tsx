import { useId, type ReactNode } from 'react'

export type FieldText = { label: string; hint?: ReactNode; error?: string | undefined }

type Wiring = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }

/** How every typed-in or chosen value looks: add to it width and the like. */
export const CONTROL =
  'w-full min-h-11 rounded-md border border-line-strong bg-surface-raised px-3 py-2 text-ink aria-invalid:border-danger'

/** Label, hint and error around one control, wired together for assistive technology. */
export function Field(props: FieldText & { children: (wiring: Wiring) => ReactNode }) {
  const { label, hint, error, children } = props
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-ink-soft">
          {hint}
        </p>
      )}
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': Boolean(error),
      })}
      {error && (
        <p id={`${id}-error`} className="text-sm text-danger">
          {error}
        </p>
      )}
    </div>
  )
}
