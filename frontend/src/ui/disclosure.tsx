import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'

/** Something folded away until asked for. */
export function Disclosure({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  return (
    <details className="group">
      <summary className="flex min-h-11 list-none items-center gap-2 font-medium">
        <ChevronDown
          aria-hidden
          size={18}
          className="transition-transform duration-150 group-open:rotate-180"
        />
        {summary}
      </summary>
      <div className="pt-2 pb-3">{children}</div>
    </details>
  )
}
