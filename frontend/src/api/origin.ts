const THIS_MACHINE = ['localhost', '127.0.0.1']

/** Where the API answers: `VITE_API_URL`, or the storefront's own origin where that is empty. */
export const API_ORIGIN = apiOrigin(import.meta.env.VITE_API_URL, window.location)

export function apiOrigin(given: string | undefined, page: URL | Location): string {
  if (!given) return page.origin
  const url = new URL(given)
  // To browsers the two names are different sites, and the session's cookie stays on one.
  if ([url, page].every(({ hostname }) => THIS_MACHINE.includes(hostname)))
    url.hostname = page.hostname
  return url.origin
}
