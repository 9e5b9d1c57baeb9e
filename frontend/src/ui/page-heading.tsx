import { ArrowLeft } from 'lucide-react'
import { useEffect, type ReactNode, type Ref } from 'react'
import { Link } from 'react-router'

const SHOP = 'CustomKeeps'

const SHOP_DESCRIPTION = describedAs()

type PageMetaProps = {
  title: string
  /** What search engines show; the shop's own unless given. */
  description?: string
  /** Not for search engines: a page that is somebody's own, or that there is not. */
  isUnlisted?: boolean
}

/** The window's title and what search engines learn of the page. */
export function PageMeta({ title, description, isUnlisted = false }: PageMetaProps) {
  useEffect(() => {
    document.title = `${title} · ${SHOP}`
    setMeta('description', description ?? SHOP_DESCRIPTION)
    setMeta('robots', isUnlisted ? 'noindex' : 'all')
  }, [title, description, isUnlisted])
  return null
}

function describedAs(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="description"]')?.content ?? ''
}

function setMeta(name: string, content: string) {
  let meta = document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)
  if (!meta) {
    meta = document.createElement('meta')
    meta.name = name
    document.head.append(meta)
  }
  meta.content = content
}

type PageHeadingProps = {
  children: ReactNode
  actions?: ReactNode
  ref?: Ref<HTMLHeadingElement>
}

/** The page's one h1, which takes the focus after a change of page, with room for actions beside it. */
export function PageHeading({ children, actions, ref }: PageHeadingProps) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-4 pt-8 pb-6 tablet:pt-12 print:pt-2 print:pb-3">
      <h1 ref={ref} tabIndex={-1} className="text-4xl tablet:text-5xl">
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
