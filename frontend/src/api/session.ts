import { errorFromResponse, toApiError } from './errors'
import { API_ORIGIN } from './origin'
import { alone } from './tab-lock'
import type { User } from './types'

/** `restoring`: not yet known, the refresh cookie is being tried. Signed out is a normal state. */
export type SessionState =
  | { status: 'restoring'; user: null }
  | { status: 'signed-out'; user: null }
  | { status: 'signed-in'; user: User }

type Grant = { token: string; expiresAt: number; user: User }
type SessionAnswer = { access: string; expires_in: number; user: User }
type Message = { grant: Grant | null }

const LOCK = 'customkeeps-session'
const CHANNEL = 'customkeeps-session'
/** A token this close to its end is renewed before it is used, so that clocks may differ a little. */
const EARLY_MS = 30_000
/** How long a tab that queued for the lock waits for the news of the tab before it. */
const NEWS_MS = 50
/** How soon the refresh cookie is tried again where the shop did not answer. */
const AGAIN_MS = 5_000

/**
 * Who is signed in, in every tab alike. The access token lives in memory only; the refresh token is
 * a cookie that no script can read. One refresh runs at a time across tabs: the tab that gets the
 * lock asks the server and tells the others.
 */
export class Session {
  private grant: Grant | null = null
  private state: SessionState = { status: 'restoring', user: null }
  private renewal: Promise<string | null> | null = null
  private later: ReturnType<typeof setTimeout> | undefined
  private readonly tryAgain = (): void => void this.restore()
  private readonly listeners = new Set<() => void>()
  private readonly channel = new BroadcastChannel(CHANNEL)

  constructor() {
    this.channel.onmessage = (event: MessageEvent<Message>) => this.adopt(event.data.grant)
  }

  readonly snapshot = (): SessionState => this.state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Tries the refresh cookie. Without an answer the shopper browses signed out until there is one. */
  async restore(): Promise<void> {
    this.stopWaiting()
    try {
      await this.renewOnce(null)
    } catch {
      this.adopt(null)
      window.addEventListener('online', this.tryAgain)
      this.later = setTimeout(this.tryAgain, AGAIN_MS)
    }
  }

  /** The token at hand, even an old one; null when there is none. Never waits. */
  currentToken(): string | null {
    return this.grant?.token ?? null
  }

  /** A token good for a request now, renewed when near its end; null when signed out. */
  async validToken(): Promise<string | null> {
    if (this.state.status === 'restoring') return this.renew(null)
    if (this.grant && this.grant.expiresAt - Date.now() < EARLY_MS)
      return this.renew(this.grant.token)
    return this.currentToken()
  }

  /**
   * A token newer than `stale`, or null when the session is over.
   * Callers at the same time share one refresh. Throws ApiError when the shop cannot be reached.
   */
  async renew(stale: string | null): Promise<string | null> {
    if (this.grant && this.grant.token !== stale) return this.grant.token
    if (this.state.status === 'signed-out') return null
    return this.renewOnce(stale)
  }

  async signIn(credentials: { username: string; password: string }): Promise<void> {
    await alone(LOCK, async () => this.accept(await post('login', credentials)))
  }

  /**
   * Makes this browser a guest, unless it is somebody by now, here or in another tab. Throws
   * ApiError when the shop cannot be reached.
   */
  async becomeGuest(): Promise<void> {
    await alone(LOCK, async (queued) => {
      if (queued) await new Promise((resolve) => setTimeout(resolve, NEWS_MS))
      if (!this.grant) await this.accept(await post('guest', {}))
    })
  }

  /** Ends the session here and in every other tab. Throws ApiError when the shop cannot be reached. */
  async signOut(): Promise<void> {
    await alone(LOCK, async () => {
      await post('logout', {})
      this.announce(null)
    })
  }

  /** Puts changed personal data where every screen and tab reads it. */
  updateUser(user: User): void {
    if (this.grant) this.announce({ ...this.grant, user })
  }

  close(): void {
    this.stopWaiting()
    this.channel.close()
  }

  private stopWaiting(): void {
    clearTimeout(this.later)
    window.removeEventListener('online', this.tryAgain)
  }

  private renewOnce(stale: string | null): Promise<string | null> {
    this.renewal ??= this.renewAlone(stale).finally(() => (this.renewal = null))
    return this.renewal
  }

  private renewAlone(stale: string | null): Promise<string | null> {
    return alone(LOCK, async (queued) => {
      if (queued) await new Promise((resolve) => setTimeout(resolve, NEWS_MS))
      if (this.grant && this.grant.token !== stale) return this.grant.token
      const response = await post('refresh', {}, [401])
      // Both mean "nobody is signed in": 204 when there was no cookie, 401 when it was no longer good.
      if (response.status !== 200) this.adopt(null)
      else await this.accept(response)
      return this.currentToken()
    })
  }

  private async accept(response: Response): Promise<void> {
    const { access, expires_in, user } = (await response.json()) as SessionAnswer
    this.announce({ token: access, expiresAt: Date.now() + expires_in * 1000, user })
  }

  private announce(grant: Grant | null): void {
    this.adopt(grant)
    this.channel.postMessage({ grant } satisfies Message)
  }

  private adopt(grant: Grant | null): void {
    this.grant = grant
    this.state = grant
      ? { status: 'signed-in', user: grant.user }
      : { status: 'signed-out', user: null }
    for (const listener of this.listeners) listener()
  }
}

async function post(action: string, body: object, alsoFine: number[] = []): Promise<Response> {
  const response = await fetch(`${API_ORIGIN}/api/session/${action}/`, {
    method: 'POST',
    credentials: 'include',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }).catch((error: unknown) => {
    throw toApiError(error)
  })
  if (!response.ok && !alsoFine.includes(response.status)) throw await errorFromResponse(response)
  return response
}

export const session = new Session()
