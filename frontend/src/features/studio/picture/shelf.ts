import type { Picture } from './prepare'

const DATABASE = 'customkeeps-studio'
const STORE = 'pictures'
const KEPT_MS = 12 * 60 * 60 * 1000

type Kept = Omit<Picture, 'url'> & { key: string; owner: number | null; kept_at: number }

/**
 * Where unfinished pictures outlive a reload of the page; web storage is too small for them. All
 * of it is a convenience: a browser that has no room or no database just forgets sooner.
 */
export const shelf = {
  async put(key: string, owner: number | null, picture: Picture): Promise<void> {
    const { blob, name, size, before } = picture
    const kept: Kept = { key, owner, blob, name, size, before, kept_at: Date.now() }
    await inStore('readwrite', (store) => store.put(kept))
  },

  /** What was put there; forgets what windows that are long closed have left behind. */
  async take(key: string): Promise<Kept | null> {
    await tidy()
    const kept = await inStore<Kept | undefined>('readonly', (store) => store.get(key))
    return kept ?? null
  },

  async remove(key: string): Promise<void> {
    await inStore('readwrite', (store) => store.delete(key))
  },
}

async function tidy(): Promise<void> {
  const all = await inStore<Kept[]>('readonly', (store) => store.getAll())
  const old = (all ?? []).filter(({ kept_at }) => Date.now() - kept_at > KEPT_MS)
  await Promise.all(old.map(({ key }) => shelf.remove(key)))
}

type Work<T> = (store: IDBObjectStore) => IDBRequest<T>

/** Runs one request; null when the browser would not. */
async function inStore<T>(mode: IDBTransactionMode, work: Work<T> | Work<IDBValidKey>) {
  try {
    const database = await answered(opening())
    try {
      const request = work(database.transaction(STORE, mode).objectStore(STORE)) as IDBRequest<T>
      return await answered(request)
    } finally {
      database.close()
    }
  } catch {
    return null
  }
}

function opening(): IDBOpenDBRequest {
  const request = indexedDB.open(DATABASE, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' })
  return request
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('The browser kept nothing.'))
  })
}
