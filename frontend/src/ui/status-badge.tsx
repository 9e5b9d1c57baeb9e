import type { ReactNode } from 'react'
import { tv, type VariantProps } from 'tailwind-variants/lite'

const badge = tv({
  base: 'inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-sm font-medium',
  variants: {
    tone: {
      neutral: 'bg-surface-sunken text-ink',
      accent: 'bg-accent-soft text-accent',
      positive: 'bg-positive-soft text-positive',
      caution: 'bg-caution-soft text-caution',
      danger: 'bg-danger-soft text-danger',
    },
  },
  defaultVariants: { tone: 'neutral' },
})

export type Tone = NonNullable<VariantProps<typeof badge>['tone']>

/** A short state in words; the tone only supports them. */
export function StatusBadge({ tone, children }: { tone?: Tone; children: ReactNode }) {
  return <span className={badge({ tone })}>{children}</span>
}
