import createClient from 'openapi-fetch'
import createQueries from 'openapi-react-query'
import { authorizedFetch } from './authorized-fetch'
import { errorFromResponse, toApiError } from './errors'
import { API_ORIGIN } from './origin'
import type { paths } from './schema'

/** Typed calls outside of React. Every refusal is thrown as an ApiError, never returned. */
export const client = createClient<paths>({
  baseUrl: API_ORIGIN,
  credentials: 'include',
  fetch: (request) => authorizedFetch(request),
})

client.use({
  async onResponse({ response }) {
    if (!response.ok) throw await errorFromResponse(response)
  },
  onError: ({ error }) => toApiError(error),
})

/** Typed TanStack Query hooks: `api.useQuery('get', '/api/products/')`. */
export const api = createQueries(client)
