import { Menu, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Link, useLocation } from 'react-router'
import { useSession } from '@/api/use-session'
import { Logo } from './logo'
import { SiteLinks } from './site-links'

/** The fixed bar: links side by side on wide windows, behind a menu button under 900 px. */
export function SiteHeader() {
  const session = useSession()
  const { key } = useLocation()
  const [openAt, setOpenAt] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  // Following a link changes the key and so closes the menu.
  const isOpen = openAt === key
  useEscape(isOpen, () => {
    setOpenAt(null)
    button.current?.focus()
  })
  const Icon = isOpen ? X : Menu
  return (
    <header className="sticky top-0 z-40 bg-surface/95 shadow-[0_1px_0_var(--line)] backdrop-blur-sm print:static print:shadow-none">
      <div className="page flex flex-wrap items-center justify-between">
        <Link to="/" aria-label="CustomKeeps, home" className="inline-flex min-h-16 items-center">
          <Logo />
        </Link>
        <button
          ref={button}
          type="button"
          aria-expanded={isOpen}
          aria-controls="site-links"
          aria-label="Menu"
          onClick={() => setOpenAt(isOpen ? null : key)}
          className="-mr-2 grid size-11 place-items-center desktop:hidden print:hidden"
        >
          <Icon aria-hidden size={24} />
        </button>
        <nav
          id="site-links"
          aria-label="Main"
          className={`${isOpen ? 'block' : 'hidden'} -mx-3.5 w-[calc(100%+1.75rem)] pb-4 desktop:mx-0 desktop:block desktop:w-auto desktop:pb-0 print:hidden`}
        >
          <SiteLinks session={session} />
        </nav>
      </div>
    </header>
  )
}

function useEscape(isActive: boolean, onEscape: () => void) {
  const latest = useRef(onEscape)
  useEffect(() => {
    latest.current = onEscape
  })
  useEffect(() => {
    if (!isActive) return
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape') latest.current()
    }
    document.addEventListener('keydown', close)
    return () => document.removeEventListener('keydown', close)
  }, [isActive])
}
