const HERE = 'https://shop.invalid'

/**
 * The path to return to after login, kept only when it stays in this shop; otherwise `/`.
 * Refuses other origins in every spelling (`//x`, `/\x`, `javascript:`) and the login screens.
 */
export function localPath(candidate: string | null): string {
  if (!candidate?.startsWith('/') || !URL.canParse(candidate, HERE)) return '/'
  const url = new URL(candidate, HERE)
  if (url.origin !== HERE || /^\/(login|register)\/?$/.test(url.pathname)) return '/'
  // A normalised path may itself start with two slashes ("/.//x"), which a browser reads as a host.
  if (url.pathname.startsWith('//')) return '/'
  return url.pathname + url.search + url.hash
}

/** The login screen's address that leads back to `path`. */
export function loginPath(path: string, screen: '/login' | '/register' = '/login'): string {
  const next = localPath(path)
  return next === '/' ? screen : `${screen}?next=${encodeURIComponent(next)}`
}
