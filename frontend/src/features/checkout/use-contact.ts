import { useRef, useState } from 'react'
import * as z from 'zod/mini'
import { useSession } from '@/api/use-session'

const EMAIL = z.string().check(z.trim(), z.email())
const MISSING = 'Type an e-mail address such as ana@example.com.'

/**
 * Where a guest hears of the order; `isAsked` is false for who has an account. `check` tells
 * whether it is good, and otherwise takes the focus there.
 */
export function useContact(onEdit: () => void) {
  const { user } = useSession()
  const isAsked = user?.is_guest === true
  const [email, setEmail] = useState(user?.email ?? '')
  const [isChecked, setIsChecked] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const parsed = EMAIL.safeParse(email)

  function check(): boolean {
    if (!isAsked || parsed.success) return true
    setIsChecked(true)
    input.current?.focus()
    return false
  }

  return {
    isAsked,
    email,
    error: isChecked && !parsed.success ? MISSING : undefined,
    /** What is sent along; undefined where nobody is asked. */
    toSend: isAsked ? email.trim() : undefined,
    input,
    check,
    change: (next: string) => {
      setEmail(next)
      onEdit()
    },
  }
}

export type Contact = ReturnType<typeof useContact>
