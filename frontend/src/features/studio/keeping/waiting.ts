const WAITING = 'customkeeps.studio.waiting'

/** Remembers that this design waits for its maker to log in. */
export function waitForLogin(slug: string): void {
  try {
    sessionStorage.setItem(WAITING, slug)
  } catch {
    // A forbidden storage only means that nobody is told that all is as it was.
  }
}

/** Whether its maker left to log in. */
export function wasWaiting(slug: string): boolean {
  return sessionStorage.getItem(WAITING) === slug
}

export function waitNoMore(): void {
  sessionStorage.removeItem(WAITING)
}
