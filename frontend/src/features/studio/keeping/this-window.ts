const NAME = 'customkeeps.studio.window'
const LOCK = 'customkeeps-studio-window '

let held: string | null = null

/** This window's name, which outlives a reload: two windows on one product make two things. */
export function windowName(): string {
  const name = read() ?? `${Date.now()}-${Math.random()}`
  try {
    sessionStorage.setItem(NAME, name)
  } catch {
    // A forbidden storage only means that a reload forgets.
  }
  hold(name)
  return name
}

/** Whether a window of this name is open now; one that cannot be asked about is taken to be. */
export async function isOpen(name: string): Promise<boolean> {
  const state = await locks()?.query()
  return state?.held?.some((lock) => lock.name === LOCK + name) ?? true
}

/** Keeps a lock for as long as the page lives: its end is noticed even when the browser crashes. */
function hold(name: string): void {
  if (held === name) return
  held = name
  void locks()
    ?.request(LOCK + name, () => new Promise(() => undefined))
    .catch(() => undefined)
}

/** Pages without a secure origin have none, whatever the types promise. */
function locks(): LockManager | undefined {
  return navigator.locks
}

function read(): string | null {
  try {
    return sessionStorage.getItem(NAME)
  } catch {
    return null
  }
}
