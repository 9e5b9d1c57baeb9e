import type { ReactNode } from 'react'

/** Amounts below one another, as on a receipt. */
export function Sums({ children }: { children: ReactNode }) {
  return <dl className="grid gap-2">{children}</dl>
}

type SumProps = {
  term: ReactNode
  /** `saving` is taken off; `total` is what it all comes to. */
  kind?: 'plain' | 'saving' | 'total'
  children: ReactNode
}

const KINDS = {
  plain: '',
  saving: 'text-positive',
  total: 'mt-2 border-t border-line-strong pt-3 text-xl font-semibold',
}

/** One amount and what it is for. */
export function Sum({ term, kind = 'plain', children }: SumProps) {
  return (
    <div className={`flex items-baseline justify-between gap-4 ${KINDS[kind]}`}>
      <dt>{term}</dt>
      <dd className="shrink-0">
        {kind === 'saving' && '−'}
        {children}
      </dd>
    </div>
  )
}
