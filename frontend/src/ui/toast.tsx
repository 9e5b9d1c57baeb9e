import { useSyncExternalStore } from 'react'

type Tone = 'positive' | 'danger'
type Shown = { message: string; tone: Tone }

const SHOWN_MS = 2500
/** A failure takes longer to read and to act on. */
const FAILURE_MS = 6000

let shown: Shown | null = null
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

function show(next: Shown | null) {
  shown = next
  clearTimeout(timer)
  if (next) timer = setTimeout(() => show(null), next.tone === 'danger' ? FAILURE_MS : SHOWN_MS)
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** A passing message at the foot of the window; a new one takes the place of the last. */
export const toast = {
  success: (message: string) => show({ message, tone: 'positive' }),
  error: (message: string) => show({ message, tone: 'danger' }),
}

/** Where passing messages appear and are said aloud; mounted once, by the shell. */
export function Toasts() {
  const current = useSyncExternalStore(subscribe, () => shown)
  return (
    <output className="pointer-events-none fixed inset-x-4 bottom-6 z-50 grid justify-items-center print:hidden">
      {current && (
        <span
          className={`rounded-lg px-6 py-3 font-medium shadow-float ${
            current.tone === 'danger'
              ? 'bg-danger-soft text-danger'
              : 'bg-positive-soft text-positive'
          }`}
        >
          {current.message}
        </span>
      )}
    </output>
  )
}
