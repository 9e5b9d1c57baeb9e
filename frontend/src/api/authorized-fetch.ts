import { session, type Session } from './session'

/** Readable without a session: these never wait for one to be restored. */
const PUBLIC_PATHS = ['/api/products/', '/api/config/', '/api/register/', '/api/orders/track/']

/** Whether what this path gives is the same for everybody, and so outlives a change of person. */
export function isPublicPath(path: string): boolean {
  return PUBLIC_PATHS.some((prefix) => path.startsWith(prefix))
}

/**
 * `fetch` with the session's token. A request refused with 401 is sent once more after one refresh,
 * which requests at the same time share; a second 401 is the caller's answer. Nothing is sent in the
 * name of another person, who may have logged in meanwhile in another tab.
 */
export async function authorizedFetch(
  request: Request,
  current: Session = session,
): Promise<Response> {
  const isPublic = isPublicPath(new URL(request.url).pathname)
  const token = isPublic ? current.currentToken() : await current.validToken()
  const sender = current.snapshot().user?.id
  const again = request.clone()
  const response = await send(request, token)
  if (response.status !== 401) return response
  const fresh = await current.renew(token)
  const isOther = sender !== undefined && current.snapshot().user?.id !== sender
  return fresh && !isOther ? send(again, fresh) : response
}

function send(request: Request, token: string | null): Promise<Response> {
  if (token) request.headers.set('Authorization', `Bearer ${token}`)
  return fetch(request)
}
