import { http, HttpResponse } from 'msw'
import { afterEach, expect, test, vi } from 'vitest'
import { alice, at, grantFor, refusal, server } from '@/testing/server'
import { authorizedFetch } from './authorized-fetch'
import { Session } from './session'

const tabs: Session[] = []

function openTab(): Session {
  const tab = new Session()
  tabs.push(tab)
  return tab
}

async function openSignedInTab(access = 'old'): Promise<Session> {
  server.use(http.post(at('/api/session/login/'), () => grantFor(alice, access)))
  const tab = openTab()
  await tab.signIn({ username: 'alice', password: 'secret' })
  return tab
}

/** Counts refreshes and answers each with the token `fresh`. */
function countRefreshes() {
  const counted = { refreshes: 0 }
  server.use(
    http.post(at('/api/session/refresh/'), () => {
      counted.refreshes += 1
      return grantFor(alice, 'fresh')
    }),
  )
  return counted
}

/** Orders that only the token `fresh` may read. */
function guardOrders() {
  const seen: (string | null)[] = []
  server.use(
    http.get(at('/api/orders/'), ({ request }) => {
      const token = request.headers.get('Authorization')
      seen.push(token)
      if (token !== 'Bearer fresh') return refusal(401, 'not_authenticated', 'Log in first.')
      return HttpResponse.json([])
    }),
  )
  return seen
}

const askOrders = (tab: Session) => authorizedFetch(new Request(at('/api/orders/')), tab)

afterEach(() => {
  for (const tab of tabs.splice(0)) tab.close()
})

test('requests refused together share one refresh and are each sent once more', async () => {
  const tab = await openSignedInTab()
  const counted = countRefreshes()
  const seen = guardOrders()

  const answers = await Promise.all([askOrders(tab), askOrders(tab), askOrders(tab)])

  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
  expect(counted.refreshes).toBe(1)
  expect(seen).toEqual([
    ...Array<string>(3).fill('Bearer old'),
    ...Array<string>(3).fill('Bearer fresh'),
  ])
})

test('a request still refused after the refresh is not sent a third time', async () => {
  const tab = await openSignedInTab()
  countRefreshes()
  let sent = 0
  server.use(
    http.get(at('/api/orders/'), () => {
      sent += 1
      return refusal(401, 'not_authenticated', 'Log in first.')
    }),
  )

  expect((await askOrders(tab)).status).toBe(401)
  expect(sent).toBe(2)
})

test('the body of a refused request is sent again whole', async () => {
  const tab = await openSignedInTab()
  countRefreshes()
  const bodies: unknown[] = []
  server.use(
    http.post(at('/api/cart/'), async ({ request }) => {
      bodies.push(await request.json())
      const isFresh = request.headers.get('Authorization') === 'Bearer fresh'
      return isFresh ? HttpResponse.json({}) : refusal(401, 'not_authenticated', 'Log in first.')
    }),
  )

  await authorizedFetch(
    new Request(at('/api/cart/'), { method: 'POST', body: '{"quantity":2}' }),
    tab,
  )

  expect(bodies).toEqual([{ quantity: 2 }, { quantity: 2 }])
})

test('a token near its end is renewed before it is used', async () => {
  server.use(http.post(at('/api/session/login/'), () => grantFor(alice, 'old', 20)))
  const tab = openTab()
  await tab.signIn({ username: 'alice', password: 'secret' })
  const counted = countRefreshes()
  const seen = guardOrders()

  await askOrders(tab)

  expect(seen).toEqual(['Bearer fresh'])
  expect(counted.refreshes).toBe(1)
})

test('a refresh cookie that is no longer good signs out', async () => {
  const tab = await openSignedInTab()
  guardOrders()
  server.use(
    http.post(at('/api/session/refresh/'), () => refusal(401, 'session_over', 'Log in again.')),
  )

  expect((await askOrders(tab)).status).toBe(401)
  expect(tab.snapshot()).toEqual({ status: 'signed-out', user: null })
})

test('a shop in trouble does not sign anybody out', async () => {
  const tab = await openSignedInTab()
  guardOrders()
  server.use(
    http.post(at('/api/session/refresh/'), () => refusal(503, 'unavailable', 'Try again soon.')),
  )

  await expect(askOrders(tab)).rejects.toThrow('Try again soon.')
  expect(tab.snapshot().status).toBe('signed-in')
})

test('what one person sent is never sent again as another', async () => {
  const tab = await openSignedInTab()
  const other = openTab()
  server.use(
    http.post(at('/api/session/login/'), () => grantFor({ ...alice, id: alice.id + 1 }, 'fresh')),
    http.get(
      at('/api/orders/'),
      async () => {
        await other.signIn({ username: 'bob', password: 'secret' })
        await vi.waitFor(() => expect(tab.currentToken()).toBe('fresh'))
        return refusal(401, 'bad_token', 'Log in first.')
      },
      { once: true },
    ),
    http.get(at('/api/orders/'), () => HttpResponse.json([])),
  )

  expect((await askOrders(tab)).status).toBe(401)
  expect((await askOrders(tab)).status).toBe(200)
})

test.each(['without a connection', 'while the shop restarts'])(
  'the cookie is tried again where it got no answer: %s',
  async (what) => {
    const isOffline = what === 'without a connection'
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    server.use(
      http.post(at('/api/session/refresh/'), () =>
        isOffline ? HttpResponse.error() : refusal(503, 'unavailable', 'Try again soon.'),
      ),
    )
    const tab = openTab()
    await tab.restore()
    expect(tab.snapshot().status).toBe('signed-out')

    countRefreshes()
    if (isOffline) window.dispatchEvent(new Event('online'))
    else vi.advanceTimersByTime(5_000)
    vi.useRealTimers()
    await vi.waitFor(() => expect(tab.snapshot().status).toBe('signed-in'))
  },
)

test('login, a fresh token and logout reach every other tab', async () => {
  const other = openTab()
  const tab = await openSignedInTab()
  await vi.waitFor(() => expect(other.snapshot()).toEqual({ status: 'signed-in', user: alice }))

  countRefreshes()
  await tab.renew('old')
  await vi.waitFor(() => expect(other.currentToken()).toBe('fresh'))

  server.use(http.post(at('/api/session/logout/'), () => new HttpResponse(null, { status: 204 })))
  await tab.signOut()
  expect(tab.snapshot().status).toBe('signed-out')
  await vi.waitFor(() => expect(other.snapshot().status).toBe('signed-out'))
  expect(other.currentToken()).toBeNull()
})

test('nothing of the session is kept in the browser storage', async () => {
  await openSignedInTab()
  expect([localStorage.length, sessionStorage.length]).toEqual([0, 0])
})
