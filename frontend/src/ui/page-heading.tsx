import { ArrowLeft } from 'lucide-react'
import { useEffect, type ReactNode } from 'react'
import { Link } from 'react-router'

const SHOP = 'CustomKeeps'

type PageMetaProps = { title: string; description?: string }

/** The window's title and, where given, the description that search engines show. */
export function PageMeta({ title, description }: PageMetaProps) {
  useEffect(() => {
    document.title = title === SHOP ? SHOP : `${title} · ${SHOP}`
    if (!description) return
    document.querySelector('meta[name="description"]')?.setAttribute('content', description)
  }, [title, description])
  return null
}

/** The page's one h1, which takes the focus after a change of page, with room for actions beside it. */
export function PageHeading({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-4 pt-8 pb-6 tablet:pt-12 print:pt-2 print:pb-3">
      <h1 tabIndex={-1} className="text-4xl tablet:text-5xl">
        {children}
      </h1>
      {actions}
    </div>
  )
}

/** The way back up, at the head of a page. */
export function BackLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link to={to} className="inline-flex min-h-11 items-center gap-2 text-ink-soft hover:text-ink">
      <ArrowLeft aria-hidden size={18} />
      {children}
    </Link>
  )
}
