import { useEffect, useRef, useState } from 'react'
import { TextField } from '@/ui/text-field'

const TYPING_PAUSE_MS = 300

type SearchFieldProps = { value: string; onChange: (value: string) => void }

/** Asks once the shopper pauses; a value changed from outside (cleared, gone back) is taken over. */
export function SearchField({ value, onChange }: SearchFieldProps) {
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  if (value !== known) {
    setKnown(value)
    if (value !== typed.trim()) setTyped(value)
  }
  return (
    <TextField
      label="Search"
      type="search"
      placeholder="Mug, shirt, bag…"
      maxLength={100}
      enterKeyHint="search"
      value={typed}
      onChange={(event) => {
        const next = event.target.value
        setTyped(next)
        clearTimeout(timer.current)
        timer.current = setTimeout(() => onChange(next.trim()), TYPING_PAUSE_MS)
      }}
    />
  )
}
