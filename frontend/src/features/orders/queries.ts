import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type InfiniteData,
} from '@tanstack/react-query'
import { api, client } from '@/api/client'
import { toApiError } from '@/api/errors'
import type { Order } from '@/api/types'
import { linkedAddress } from '@/lib/link-header'
import { saveFile } from '@/lib/save-file'

const CLAIMABLE = api.queryOptions('get', '/api/orders/claim/').queryKey

type Page = { orders: Order[]; nextOffset: number | undefined }

const PAGE_SIZE = 10
/** Begins as the keys of all calls to this path do, so that what invalidates those reaches it. */
const PAGES_KEY = ['get', '/api/orders/', 'pages'] as const
/** A status that staff changed meanwhile must show as soon as somebody looks again. */
const KEEP_FRESH = { refetchOnWindowFocus: 'always', refetchOnMount: 'always' } as const

async function readPage(offset: number, signal: AbortSignal): Promise<Page> {
  const query = { limit: PAGE_SIZE, offset }
  const { data = [], response } = await client.GET('/api/orders/', { params: { query }, signal })
  const next = linkedAddress(response.headers.get('Link'), 'next')?.searchParams.get('offset')
  return { orders: data, nextOffset: next ? Number(next) : undefined }
}

/** The shopper's orders, newest first, page by page. */
export function useOrders() {
  return useInfiniteQuery({
    queryKey: PAGES_KEY,
    queryFn: ({ pageParam, signal }) => readPage(pageParam, signal),
    initialPageParam: 0,
    getNextPageParam: (page) => page.nextOffset,
    select: ({ pages }) => withoutRepeats(pages.flatMap((page) => page.orders)),
    ...KEEP_FRESH,
  })
}

/** An order placed between two pages' loading moves the rest down and would come twice. */
function withoutRepeats(orders: Order[]): Order[] {
  return [...new Map(orders.map((order) => [order.order_id, order])).values()]
}

const orderOptions = (orderId: string) =>
  api.queryOptions('get', '/api/orders/{order_id}/', { params: { path: { order_id: orderId } } })

/** One order; what the list knows of it is shown until it has come. */
export function useOrder(orderId: string) {
  const queries = useQueryClient()
  const inList = () =>
    queries
      .getQueryData<InfiniteData<Page>>(PAGES_KEY)
      ?.pages.flatMap((page) => page.orders)
      .find((order) => order.order_id === orderId)
  return useQuery({ ...orderOptions(orderId), placeholderData: inList, ...KEEP_FRESH })
}

/** The order of a link; nobody needs to be signed in. */
export function useTrackedOrder(token: string) {
  const params = { path: { token } }
  return api.useQuery('get', '/api/orders/track/{token}/', { params }, KEEP_FRESH)
}

/** How many orders were made without an account, with the confirmed address of who is signed in. */
export function useClaimable() {
  return api.useQuery('get', '/api/orders/claim/')
}

/** Takes guests' orders into the account of who is signed in: a link's, or all of the address. */
export function useClaimOrders() {
  const queries = useQueryClient()
  return api.useMutation('post', '/api/orders/claim/', {
    networkMode: 'always',
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: PAGES_KEY })
      await queries.invalidateQueries({ queryKey: CLAIMABLE })
    },
  })
}

/**
 * Cancels an order; its refund follows. Fails at once without a connection. However it ends, orders
 * are read again: a refusal means that this one has moved on.
 */
export function useCancelOrder() {
  const queries = useQueryClient()
  return api.useMutation('post', '/api/orders/{order_id}/cancel/', {
    networkMode: 'always',
    onSuccess: (order) => {
      queries.setQueryData(orderOptions(order.order_id).queryKey, order)
      queries.setQueryData<InfiniteData<Page>>(PAGES_KEY, (list) => list && withOrder(list, order))
    },
    onSettled: (_answer, _error, { params }) => {
      void queries.invalidateQueries({ queryKey: PAGES_KEY })
      void queries.invalidateQueries({ queryKey: orderOptions(params.path.order_id).queryKey })
    },
  })
}

/** The list with this order in the place of what it knew of it. */
function withOrder(list: InfiniteData<Page>, order: Order): InfiniteData<Page> {
  const pages = list.pages.map((page) => ({
    ...page,
    orders: page.orders.map((known) => (known.order_id === order.order_id ? order : known)),
  }))
  return { ...list, pages }
}

async function saveReceipt(orderId: string) {
  const { data } = await client.GET('/api/orders/{order_id}/receipt.pdf', {
    params: { path: { order_id: orderId } },
    parseAs: 'blob',
  })
  if (!data) throw toApiError(null)
  saveFile(data, `CustomKeeps receipt ${orderId}.pdf`)
}

/** Fetches an order's receipt and saves it as a file. */
export function useReceipt() {
  return useMutation({ mutationFn: saveReceipt, networkMode: 'always' })
}
