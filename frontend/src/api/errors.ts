/** The words shown when no answer came back at all. */
const UNREACHABLE = 'We could not reach the shop. Check your connection and try again.'
const UNREADABLE = 'Something went wrong on our side. Please try again in a moment.'

type Body = { error: string; code: string; fields?: Record<string, string[]> }

/**
 * A refusal by the shop, or the lack of any answer (`status` 0, code `unreachable`).
 * `message` is one sentence a shopper can act on; `fields` holds one list of sentences for each
 * wrong input; `details` is the whole body, for the further keys that some refusals carry.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError'

  constructor(
    message: string,
    readonly status: number,
    readonly code: string,
    readonly fields: Record<string, string[]> = {},
    readonly details: Record<string, unknown> = {},
  ) {
    super(message)
  }
}

function isErrorBody(body: unknown): body is Body {
  return typeof body === 'object' && body !== null && 'error' in body && 'code' in body
}

/** Reads a refused response; a body that is not ours (a proxy's page) becomes `unreadable`. */
export async function errorFromResponse(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null)
  if (!isErrorBody(body)) return new ApiError(UNREADABLE, response.status, 'unreadable')
  return new ApiError(body.error, response.status, body.code, body.fields, { ...body })
}

/** Gives any thrown thing the one shape that screens show. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  return new ApiError(UNREACHABLE, 0, 'unreachable')
}
