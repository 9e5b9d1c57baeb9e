import type { ReactNode } from 'react'

const TONES = {
  accent: 'bg-accent-soft text-accent',
  positive: 'bg-positive-soft text-positive',
  caution: 'bg-caution-soft text-caution',
  danger: 'bg-danger-soft text-danger',
}

/** A sentence that must not be missed; said aloud when it appears, at once if something failed. */
export function Notice(props: { tone?: keyof typeof TONES; children: ReactNode }) {
  const { tone = 'accent', children } = props
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={`rounded-md px-4 py-3 ${TONES[tone]}`}
    >
      {children}
    </div>
  )
}
