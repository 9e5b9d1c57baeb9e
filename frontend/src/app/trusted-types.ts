/** Hosts of Stripe's own script, and of what it loads. */
const STRIPE = /^https:\/\/([a-z0-9-]+\.)*js\.stripe\.com\//

type Rules = { createScriptURL(url: string): string; createHTML(html: string): string }
type TrustedTypes = { createPolicy(name: string, rules: Rules): unknown }

/** Whether a script or worker may come from there; a shop's stand-in for Stripe only on loopback. */
export function mayRun(url: string): boolean {
  const { href, origin, protocol, hostname } = new URL(url, location.href)
  const isLoopback = protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname)
  return origin === location.origin || STRIPE.test(href) || isLoopback
}

/** Addresses of scripts pass; text never becomes HTML, and never a script, as no rule makes one. */
export function keepTrustedTypes(trustedTypes: TrustedTypes | undefined) {
  trustedTypes?.createPolicy('default', {
    createScriptURL(url) {
      if (mayRun(url)) return url
      throw new TypeError(`No script may come from ${url}`)
    },
    // React Aria empties what it has announced by setting no HTML.
    createHTML(html) {
      if (html === '') return html
      throw new TypeError('Text is not made into HTML here.')
    },
  })
}

keepTrustedTypes((window as { trustedTypes?: TrustedTypes }).trustedTypes)
