import type { ReactNode } from 'react'
import { tv } from 'tailwind-variants/lite'

const notice = tv({
  base: 'rounded-md px-4 py-3',
  variants: {
    tone: {
      accent: 'bg-accent-soft text-accent',
      positive: 'bg-positive-soft text-positive',
      caution: 'bg-caution-soft text-caution',
      danger: 'bg-danger-soft text-danger',
    },
  },
})

type NoticeProps = { tone?: 'accent' | 'positive' | 'caution' | 'danger'; children: ReactNode }

/** A sentence that must not be missed; said aloud when it appears, at once if something failed. */
export function Notice({ tone = 'accent', children }: NoticeProps) {
  return (
    <div role={tone === 'danger' ? 'alert' : 'status'} className={notice({ tone })}>
      {children}
    </div>
  )
}
