/** What was, is and could be again; the newest of the past and the next of the future stand last. */
export type History<T> = { past: readonly T[]; present: T; future: readonly T[] }

export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [] }
}

/** One step on; what was undone is given up. */
export function advance<T>({ past, present }: History<T>, next: T): History<T> {
  return { past: [...past, present], present: next, future: [] }
}

/** The last step taken further, so that both are one. */
export function amend<T>({ past }: History<T>, next: T): History<T> {
  return { past, present: next, future: [] }
}

/** The same history where there is nothing to undo. */
export function goBack<T>(history: History<T>): History<T> {
  const { past, present, future } = history
  const previous = past.at(-1)
  if (previous === undefined) return history
  return { past: past.slice(0, -1), present: previous, future: [...future, present] }
}

export function goForward<T>(history: History<T>): History<T> {
  const { past, present, future } = history
  const next = future.at(-1)
  if (next === undefined) return history
  return { past: [...past, present], present: next, future: future.slice(0, -1) }
}
