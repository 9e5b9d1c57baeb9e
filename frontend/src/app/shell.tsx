import { useEffect, useRef } from 'react'
import { type Location, Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router'
import { Toasts } from '@/ui/toast'
import { OfflineBanner } from './offline-banner'
import { SiteFooter } from './site-footer'
import { SiteHeader } from './site-header'

/** Moves the focus to the new page's heading, as a full page load would, but not on the first. */
function useFocusOnNewPage() {
  const { pathname } = useLocation()
  const main = useRef<HTMLElement>(null)
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    const target = main.current?.querySelector<HTMLElement>('h1') ?? main.current
    target?.focus({ preventScroll: true })
  }, [pathname])
  return main
}

/** Every page that a browser opens by itself has the key "default": each has a place of its own. */
function placeOf({ key, pathname }: Location): string {
  return key === 'default' ? pathname : key
}

/** The bar, the page and the footer. */
export function Shell() {
  const main = useFocusOnNewPage()
  const isMoving = useNavigation().state !== 'idle'
  return (
    <div className="flex min-h-dvh flex-col print:block print:min-h-0">
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded-md bg-accent px-4 py-2 text-on-accent focus:translate-y-0 print:hidden"
      >
        Skip to the content
      </a>
      <SiteHeader />
      <OfflineBanner />
      <main
        id="content"
        ref={main}
        tabIndex={-1}
        aria-busy={isMoving}
        // A window high at least: the footer never jumps in and out of sight while a page loads.
        className={`min-h-[calc(100dvh-4rem)] flex-1 pb-20 transition-opacity duration-150 print:min-h-0 print:pb-0 ${isMoving ? 'opacity-60' : ''}`}
      >
        <Outlet />
      </main>
      <SiteFooter />
      <Toasts />
      <ScrollRestoration getKey={placeOf} />
    </div>
  )
}
