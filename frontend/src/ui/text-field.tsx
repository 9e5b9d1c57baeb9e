import { Eye, EyeOff } from 'lucide-react'
import { useState, type ComponentProps } from 'react'
import { CONTROL, Field, type FieldText } from './field'

/** One line of text; takes every property of an input, so a form library can register it. */
export function TextField({ label, hint, error, ...input }: FieldText & ComponentProps<'input'>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => <input type="text" {...input} {...wiring} className={CONTROL} />}
    </Field>
  )
}

/** Several lines of text. */
export function TextArea({ label, hint, error, ...area }: FieldText & ComponentProps<'textarea'>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => <textarea rows={3} {...area} {...wiring} className={CONTROL} />}
    </Field>
  )
}

/** A password that its owner may look at while typing. */
export function PasswordField(props: FieldText & ComponentProps<'input'>) {
  const { label, hint, error, ...input } = props
  const [shown, setShown] = useState(false)
  const Icon = shown ? EyeOff : Eye
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => (
        <div className="relative">
          <input
            {...input}
            {...wiring}
            type={shown ? 'text' : 'password'}
            className={`${CONTROL} pr-12`}
          />
          <button
            type="button"
            aria-pressed={shown}
            aria-label="Show password"
            onClick={() => setShown(!shown)}
            className="absolute inset-y-0 right-0 grid w-11 place-items-center text-ink-soft hover:text-ink"
          >
            <Icon aria-hidden size={20} />
          </button>
        </div>
      )}
    </Field>
  )
}
