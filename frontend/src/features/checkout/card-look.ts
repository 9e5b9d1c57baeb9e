import figtree from '@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2?url'
import type { CustomFontSource, StripeCardElementOptions } from '@stripe/stripe-js'
import { useSyncExternalStore } from 'react'
import type { ShopConfig } from '@/api/types'

const DARK = '(prefers-color-scheme: dark)'

function subscribe(changed: () => void) {
  const query = window.matchMedia(DARK)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

/** The card's fields are another site's page: they are told our colours, light or dark, by value. */
export function useCardStyle(): StripeCardElementOptions['style'] {
  useSyncExternalStore(subscribe, () => window.matchMedia(DARK).matches)
  const tokens = getComputedStyle(document.documentElement)
  const token = (name: string) => tokens.getPropertyValue(`--${name}`).trim()
  return {
    base: {
      color: token('ink'),
      backgroundColor: token('surface-raised'),
      iconColor: token('ink-soft'),
      fontFamily: 'Figtree, system-ui, sans-serif',
      fontSize: '16px',
      lineHeight: '24px',
      '::placeholder': { color: token('ink-soft') },
    },
    invalid: { color: token('danger'), iconColor: token('danger') },
  }
}

/** Our typeface for those fields. Stripe itself takes it from secure pages only. */
export function cardFonts({ stripe_js_url }: ShopConfig): CustomFontSource[] {
  if (window.location.protocol !== 'https:' && !stripe_js_url) return []
  const address = new URL(figtree, window.location.href).href
  return [{ family: 'Figtree', src: `url(${address})`, weight: '300 900' }]
}
