import { useState } from 'react'

/** A sentence for the live region; a space that nobody hears makes the same one news again. */
export function useAnnouncer(): readonly [string, (sentence: string) => void] {
  const [said, setSaid] = useState('')
  return [
    said,
    (sentence) => setSaid((last) => (last === sentence ? `${sentence}\u00a0` : sentence)),
  ]
}
