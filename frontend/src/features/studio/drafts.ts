import { pictureOf, type Picture } from './picture/prepare'
import { shelf } from './picture/shelf'

/** What a shopper has chosen so far, besides the picture. */
export type Choices = { color: string; size: string | null; quantity: number; text: string }

/** Whose draft it is: a person's id, or null for somebody who is not signed in. */
export type Owner = number | null

const PREFIX = 'customkeeps.studio.'
const WINDOW = `${PREFIX}window`
const WAITING = `${PREFIX}waiting`

/** This window's unfinished pictures by window and product; the shelf holds them over a reload. */
const pictures = new Map<string, { owner: Owner; picture: Picture }>()

/**
 * On a shared computer nobody finds what somebody signed in was making; what was made before
 * signing in goes on with whoever signs in.
 */
const isFor = (owner: Owner, madeBy: Owner) => madeBy === null || madeBy === owner

/** What was being made of this product in this window; nothing where it makes no sense. */
export function readChoices(slug: string, owner: Owner): Partial<Choices> {
  try {
    const kept = JSON.parse(sessionStorage.getItem(PREFIX + slug) ?? 'null') as {
      owner: Owner
      choices: Partial<Choices>
    } | null
    return kept && isFor(owner, kept.owner) ? kept.choices : {}
  } catch {
    return {}
  }
}

export function keepChoices(slug: string, owner: Owner, choices: Choices): void {
  write(PREFIX + slug, JSON.stringify({ owner, choices }))
}

/** The picture that is at hand without waiting. */
export function pictureAtHand(slug: string, owner: Owner): Picture | null {
  const kept = pictures.get(keyOf(slug))
  return kept && isFor(owner, kept.owner) ? kept.picture : null
}

/** The picture that was kept before the page was loaded again. */
export async function readPicture(slug: string, owner: Owner): Promise<Picture | null> {
  const kept = await shelf.take(keyOf(slug))
  if (!kept || !isFor(owner, kept.owner)) return null
  const picture = pictureOf(kept.blob, kept.name, kept.size, kept.before)
  pictures.set(keyOf(slug), { owner: kept.owner, picture })
  return picture
}

/** Keeps the picture in place of the last one, or forgets that one. */
export async function keepPicture(
  slug: string,
  owner: Owner,
  picture: Picture | null,
): Promise<void> {
  const last = pictures.get(keyOf(slug))?.picture
  if (last && last !== picture) URL.revokeObjectURL(last.url)
  if (picture) {
    pictures.set(keyOf(slug), { owner, picture })
    await shelf.put(keyOf(slug), owner, picture)
  } else {
    pictures.delete(keyOf(slug))
    await shelf.remove(keyOf(slug))
  }
}

/** Remembers that this design waits for its maker to log in. */
export function waitForLogin(slug: string): void {
  write(WAITING, slug)
}

/** Whether its maker left to log in. */
export function wasWaiting(slug: string): boolean {
  return sessionStorage.getItem(WAITING) === slug
}

export function waitNoMore(): void {
  sessionStorage.removeItem(WAITING)
}

/** Two windows on one product keep two pictures. */
function keyOf(slug: string): string {
  const name = sessionStorage.getItem(WINDOW) ?? `${Date.now()}-${Math.random()}`
  write(WINDOW, name)
  return `${name}/${slug}`
}

/** A full or forbidden storage only means that a reload forgets. */
function write(key: string, value: string): void {
  try {
    sessionStorage.setItem(key, value)
  } catch {
    // Nothing to do: what is on the screen stays.
  }
}
