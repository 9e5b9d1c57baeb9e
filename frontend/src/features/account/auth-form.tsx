import type { ReactNode } from 'react'
import { Button } from '@/ui/button'
import { Notice } from '@/ui/notice'

type AuthFormProps = {
  onSubmit: () => Promise<void>
  error: string | undefined
  isSubmitting: boolean
  submitLabel: string
  pendingLabel: string
  children: ReactNode
}

/** Fields above one button, with what went wrong over them all. */
export function AuthForm(props: AuthFormProps) {
  const { onSubmit, error, isSubmitting, submitLabel, pendingLabel, children } = props
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!isSubmitting) void onSubmit()
      }}
      className="grid gap-5"
    >
      {error && <Notice tone="danger">{error}</Notice>}
      {children}
      <Button type="submit" size="lg" pending={isSubmitting} pendingLabel={pendingLabel}>
        {submitLabel}
      </Button>
    </form>
  )
}
