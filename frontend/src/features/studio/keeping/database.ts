const DATABASE = 'customkeeps-studio'
const VERSION = 2

/** `drafts`: what is being made, by window and product. `pictures`: the files in it. */
export type Store = 'drafts' | 'pictures'

/**
 * The browser's database, where unfinished work outlives a reload and a crash; web storage is too
 * small for pictures. All of it is a convenience: a browser that has no room or no database just
 * forgets sooner.
 */
export async function put(store: Store, value: { key: string }): Promise<void> {
  await inStore('readwrite', store, (rows) => rows.put(value))
}

export async function get<T>(store: Store, key: string): Promise<T | null> {
  return (await inStore<T | undefined>('readonly', store, (rows) => rows.get(key))) ?? null
}

export async function all<T>(store: Store): Promise<T[]> {
  return (await inStore<T[]>('readonly', store, (rows) => rows.getAll())) ?? []
}

export async function remove(store: Store, key: string): Promise<void> {
  await inStore('readwrite', store, (rows) => rows.delete(key))
}

type Work<T> = (rows: IDBObjectStore) => IDBRequest<T>

/** Runs one request; null when the browser would not. */
async function inStore<T>(
  mode: IDBTransactionMode,
  store: Store,
  work: Work<T> | Work<IDBValidKey> | Work<undefined>,
): Promise<T | null> {
  try {
    const database = await answered(opening())
    try {
      const rows = database.transaction(store, mode).objectStore(store)
      return await answered(work(rows) as IDBRequest<T>)
    } finally {
      database.close()
    }
  } catch {
    return null
  }
}

function opening(): IDBOpenDBRequest {
  const request = indexedDB.open(DATABASE, VERSION)
  request.onupgradeneeded = () => {
    const database = request.result
    // What an older page kept lasted half a day anyway.
    for (const name of database.objectStoreNames) database.deleteObjectStore(name)
    for (const name of ['drafts', 'pictures']) database.createObjectStore(name, { keyPath: 'key' })
  }
  return request
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('The browser kept nothing.'))
  })
}
