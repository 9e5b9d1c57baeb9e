import { useState } from 'react'

/** The value as it is, or, while frozen, as it was when that began. */
export function useFrozen<Value>(value: Value, isFrozen: boolean): Value {
  const [kept, setKept] = useState(value)
  if (isFrozen) return kept
  if (kept !== value) setKept(value)
  return value
}
