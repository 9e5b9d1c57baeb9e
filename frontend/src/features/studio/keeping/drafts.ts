import type { DesignDocument } from '@/features/studio/drawing/document'
import { all, get, put, remove } from './database'
import { isOpen, windowName } from './this-window'

/** What a shopper has chosen so far, besides the design itself; `text` are the quick form's words. */
export type Choices = { color: string; size: string | null; quantity: number; text: string }

/** The saved design that is being worked on, as it was when last read or written. */
export type SavedAs = { id: string; name: string; revision: number }

/** Everything that makes one shopper's unfinished piece. */
export type Draft = {
  choices: Partial<Choices>
  /** The quick form's picture, by its name in the library. */
  picture: string | null
  /** What the editor holds, one for each placement; null while the quick form does. */
  documents: DesignDocument[] | null
  saved: SavedAs | null
}

/** Whose draft it is: a person's id, or null for somebody who is not signed in. */
export type Owner = number | null

type Kept = { key: string; window: string; slug: string; owner: Owner; kept_at: number } & Draft

const HOUR_MS = 60 * 60 * 1000
/** A person finds their own work for a week; nobody's is not kept for the next at a shared computer. */
export const keptMs = (owner: Owner) => (owner === null ? 12 : 7 * 24) * HOUR_MS
const CLOSED = 'customkeeps.studio.closed.'

/** What is at hand without waiting, and still there when the browser keeps nothing. */
const atHand = new Map<string, Kept>()

/**
 * On a shared computer nobody finds what somebody signed in was making; what was made before
 * signing in goes on with whoever signs in.
 */
export const isFor = (owner: Owner, madeBy: Owner) => madeBy === null || madeBy === owner

const keyOf = (slug: string) => `${windowName()}/${slug}`

/** What was being made of this product in this window. */
export async function readDraft(slug: string, owner: Owner): Promise<Draft | null> {
  const key = keyOf(slug)
  const kept = atHand.get(key) ?? (await get<Kept>('drafts', key))
  return kept && isFor(owner, kept.owner) ? kept : null
}

/** Keeps it in place of what was kept before; while one is being written, only the latest waits. */
export function keepDraft(slug: string, owner: Owner, draft: Draft): void {
  const key = keyOf(slug)
  const kept = { ...draft, key, window: windowName(), slug, owner, kept_at: Date.now() }
  atHand.set(key, kept)
  write(key)
}

export function forgetDraft(slug: string): void {
  const key = keyOf(slug)
  atHand.delete(key)
  void remove('drafts', key)
}

/** What a window that is gone left unfinished of this product: after a crash, or days ago. */
export async function lostDraft(slug: string, owner: Owner): Promise<Lost | null> {
  const left: Kept[] = []
  for (const kept of await all<Kept>('drafts')) {
    if (Date.now() - kept.kept_at > keptMs(kept.owner)) await remove('drafts', kept.key)
    else if (kept.slug === slug && (await isLost(kept, owner))) left.push(kept)
  }
  const latest = left.toSorted((a, b) => a.kept_at - b.kept_at).at(-1)
  if (!latest) return null
  return { draft: latest, forget: () => remove('drafts', latest.key) }
}

export type Lost = { draft: Draft; forget: () => Promise<void> }

async function isLost(kept: Kept, owner: Owner): Promise<boolean> {
  if (kept.window === windowName() || !isFor(owner, kept.owner) || !hasContent(kept)) return false
  if (kept.owner === null && wasClosed(kept.window)) return false
  return !(await isOpen(kept.window))
}

/** Whether there is anything in it that somebody would miss. */
export function hasContent({ picture, documents, choices }: Draft): boolean {
  const isDrawn = documents?.some(({ layers }) => layers.length > 0) ?? false
  return isDrawn || picture !== null || Boolean(choices.text?.trim())
}

/** The names of all pictures in it. */
export function picturesIn({ picture, documents }: Draft): string[] {
  const layers = documents?.flatMap((document) => document.layers) ?? []
  const drawn = layers.flatMap((layer) => (layer.kind === 'image' ? layer.artwork : []))
  return picture === null ? drawn : [picture, ...drawn]
}

const writing = new Set<string>()

function write(key: string): void {
  if (writing.has(key)) return
  const kept = atHand.get(key)
  if (!kept) return
  writing.add(key)
  void put('drafts', kept).then(async () => {
    writing.delete(key)
    if (!atHand.has(key)) await remove('drafts', key)
    else if (atHand.get(key) !== kept) write(key)
  })
}

/** A window closed on purpose says so, at once and for good: what is left of others was a crash. */
export function noticeClosing(): void {
  forgetOldMarks()
  localMark(CLOSED + windowName(), null)
  window.addEventListener('pagehide', () => localMark(CLOSED + windowName(), String(Date.now())))
  window.addEventListener('pageshow', () => localMark(CLOSED + windowName(), null))
}

function forgetOldMarks(): void {
  try {
    for (const [key, value] of Object.entries(localStorage)) {
      const isOld = Date.now() - Number(value) > keptMs(null)
      if (key.startsWith(CLOSED) && isOld) localStorage.removeItem(key)
    }
  } catch {
    // A forbidden storage: there are none.
  }
}

function wasClosed(name: string): boolean {
  try {
    return localStorage.getItem(CLOSED + name) !== null
  } catch {
    return false
  }
}

function localMark(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
  } catch {
    // A forbidden storage: nothing was kept there either.
  }
}
