import type { Stripe } from '@stripe/stripe-js'
import { loadStripe } from '@stripe/stripe-js/pure'
import { useQuery } from '@tanstack/react-query'
import type { ShopConfig } from '@/api/types'

/** Loads a script once; another try after a failure is a new tag. */
function addScript(src: string): Promise<void> {
  const script = document.createElement('script')
  script.src = src
  document.head.append(script)
  return new Promise((resolve, reject) => {
    script.onload = () => resolve()
    script.onerror = () => {
      script.remove()
      reject(new Error(`${src} did not load.`))
    }
  })
}

/** The build's own key where it has one: a storefront may be built for an API elsewhere. */
export function publishableKey(config: ShopConfig): string {
  return import.meta.env.VITE_STRIPE_PUBLISHABLE_KEY || config.stripe_publishable_key
}

/** Stripe.js from Stripe, or from the stand-in that the shop names: `loadStripe` then finds it there. */
async function loadStripeJs(config: ShopConfig): Promise<Stripe> {
  if (config.stripe_js_url && !('Stripe' in window)) await addScript(config.stripe_js_url)
  const stripe = await loadStripe(publishableKey(config))
  if (!stripe) throw new Error('Stripe.js runs in browsers only.')
  return stripe
}

/** Stripe.js, fetched when the first screen that takes cards is shown. */
export function useStripeJs(config: ShopConfig) {
  return useQuery({
    queryKey: ['stripe-js', publishableKey(config)],
    queryFn: () => loadStripeJs(config),
    staleTime: Infinity,
    gcTime: Infinity,
    structuralSharing: false,
  })
}
