/** Hosts of Stripe's own script, and of what it loads. */
const STRIPE = /^https:\/\/([a-z0-9-]+\.)*js\.stripe\.com\//

type TrustedTypes = {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown
}

/** Whether a script or worker may come from there; a shop's stand-in for Stripe only on loopback. */
export function mayRun(url: string): boolean {
  const { href, origin, protocol, hostname } = new URL(url, location.href)
  const isLoopback = protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname)
  return origin === location.origin || STRIPE.test(href) || isLoopback
}

/** Only addresses of scripts pass; text never becomes HTML or a script, as no other rule is given. */
export function keepTrustedTypes(trustedTypes: TrustedTypes | undefined) {
  trustedTypes?.createPolicy('default', {
    createScriptURL(url) {
      if (mayRun(url)) return url
      throw new TypeError(`No script may come from ${url}`)
    },
  })
}

keepTrustedTypes((window as { trustedTypes?: TrustedTypes }).trustedTypes)
