/**
 * Runs `work` while no other tab of this origin runs under the same name. `queued` tells whether it
 * had to wait. Pages without Web Locks (plain http on a local network) run it at once: the server's
 * grace for two tabs refreshing together covers them.
 */
export async function alone<T>(name: string, work: (queued: boolean) => Promise<T>): Promise<T> {
  // The types promise Web Locks everywhere; insecure pages do not have them.
  const locks = navigator.locks as LockManager | undefined
  if (!locks) return work(false)
  const held = await locks.query().then((state) => state.held ?? [])
  const queued = held.some((lock) => lock.name === name)
  return locks.request(name, () => work(queued))
}
