import { keepPreviousData, useIsMutating, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { api, client } from '@/api/client'
import { toApiError } from '@/api/errors'
import type { CartItem, Quote } from '@/api/types'
import { linkedAddress } from '@/lib/link-header'
import type { Coupon } from './use-coupon'

/** Where the cart is kept; the bar's count and the cart screen read the same. */
const cartKey = api.queryOptions('get', '/api/cart/').queryKey
const QUOTE_PATH = '/api/cart/quote/'

/**
 * Puts a product with its design in the cart; an identical line grows. Fails at once without a
 * connection: a piece that is added by itself minutes later would surprise.
 */
export function useAddItem() {
  const queries = useQueryClient()
  return api.useMutation('post', '/api/cart/', {
    networkMode: 'always',
    onSuccess: () => queries.invalidateQueries({ queryKey: cartKey }),
  })
}

/** All lines, however many pages they come in: what is not shown could not be paid. */
async function fetchCart(signal: AbortSignal): Promise<CartItem[]> {
  const lines: CartItem[] = []
  let offset: number | undefined
  do {
    const query = offset === undefined ? {} : { offset }
    const { data = [], response } = await client.GET('/api/cart/', { params: { query }, signal })
    lines.push(...data)
    const next = linkedAddress(response.headers.get('Link'), 'next')?.searchParams.get('offset')
    offset = next ? Number(next) : undefined
  } while (offset !== undefined)
  return lines
}

/** The shopper's lines, oldest first. */
export function useCart() {
  return useQuery({ queryKey: cartKey, queryFn: ({ signal }) => fetchCart(signal), staleTime: 0 })
}

async function fetchQuote(coupon: string): Promise<Quote> {
  const { data } = await client.POST(QUOTE_PATH, { body: { coupon_code: coupon } })
  if (!data) throw toApiError(null)
  return data
}

/** What pricing depends on; two carts alike in this have the same quote. */
function priceInputs(lines: readonly { id: number; quantity: number; price: string }[]) {
  return lines.map(({ id, quantity, price }) => `${id}:${quantity}:${price}`).join(' ')
}

/** The code to stay with: as the shop writes it, or as it was typed while the cart is too small. */
export function keptCode({ coupon, coupon_minimum }: Quote, typed: string): string | null {
  return coupon?.code ?? (coupon_minimum === null ? null : typed)
}

const quoteKey = (lines: readonly CartItem[], coupon: string) =>
  ['post', QUOTE_PATH, priceInputs(lines), coupon] as const

/**
 * The whole computation for exactly these lines. `isFresh` tells whether the figures belong to what
 * is shown; while they do not, the last ones stay so that nothing jumps. A coupon that is no longer
 * valid is dropped; one for which the cart is too small waits until it is larger.
 */
export function useQuote(lines: readonly CartItem[], { code, drop }: Coupon) {
  const queries = useQueryClient()
  const quote = useQuery({
    queryKey: quoteKey(lines, code),
    queryFn: () => fetchQuote(code),
    enabled: lines.length > 0,
    placeholderData: keepPreviousData,
  })
  const { data, isFetching, isPlaceholderData } = quote
  const isAnswered = data !== undefined && !isFetching && !isPlaceholderData
  // Another window has changed the cart since these lines were read.
  const isOfOtherLines = isAnswered && priceInputs(data.lines) !== priceInputs(lines)
  useEffect(() => {
    if (isOfOtherLines) void queries.invalidateQueries({ queryKey: cartKey })
  }, [isOfOtherLines, queries])
  const hasLapsed =
    isAnswered && data.coupon_error !== null && data.coupon_minimum === null && code !== ''
  const onLapsed = useEffectEvent(drop)
  useEffect(() => {
    if (hasLapsed) onLapsed()
  }, [hasLapsed])
  return { ...quote, isFresh: isAnswered && !isOfOtherLines && !hasLapsed }
}

/** Whether a change to the cart is on its way, so that totals are about to change. */
export function useIsCartChanging(): boolean {
  const changes = useIsMutating({
    predicate: ({ options }) => String(options.mutationKey?.[1]).startsWith('/api/cart/'),
  })
  return changes > 0
}

/** Reads cart and quote anew, because the shop has said that they are not what we show. */
export function useRefreshCart() {
  const queries = useQueryClient()
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: cartKey }),
      queries.invalidateQueries({ queryKey: ['post', QUOTE_PATH] }),
    ])
}

/** Changes the lines at hand to what the shop has just answered, before anything is read again. */
function useLinesInHand() {
  const queries = useQueryClient()
  return async (change: (lines: CartItem[]) => CartItem[]) => {
    await queries.cancelQueries({ queryKey: cartKey })
    queries.setQueryData<CartItem[]>(cartKey, (lines) => lines && change(lines))
  }
}

/** A refused change may mean that the line is gone: then the cart is read again. */
function useReadAgainWhenGone() {
  const refresh = useRefreshCart()
  return (error: unknown) => {
    if (toApiError(error).status === 404) void refresh()
  }
}

/** Changes quantity, colour, size or text; the answer may be another line that took this one in. */
export function useChangeItem() {
  const adjust = useLinesInHand()
  return api.useMutation('patch', '/api/cart/{item_id}/', {
    networkMode: 'always',
    onSuccess: (kept, { params }) =>
      adjust((lines) =>
        lines
          .filter(({ id }) => id === kept.id || id !== params.path.item_id)
          .map((line) => (line.id === kept.id ? kept : line)),
      ),
    onError: useReadAgainWhenGone(),
  })
}

export function useRemoveItem() {
  const adjust = useLinesInHand()
  return api.useMutation('delete', '/api/cart/{item_id}/', {
    networkMode: 'always',
    onSuccess: (_, { params }) =>
      adjust((lines) => lines.filter(({ id }) => id !== params.path.item_id)),
    onError: useReadAgainWhenGone(),
  })
}

export function useClearCart() {
  const adjust = useLinesInHand()
  return api.useMutation('delete', '/api/cart/clear/', {
    networkMode: 'always',
    onSuccess: () => adjust(() => []),
  })
}

/** Prices the cart with a code; what is wrong with it comes back as `coupon_error`. */
export function useTryCoupon(lines: readonly CartItem[]) {
  const queries = useQueryClient()
  return async (code: string): Promise<Quote> => {
    const quote = await fetchQuote(code)
    const kept = keptCode(quote, code)
    if (kept) queries.setQueryData(quoteKey(lines, kept), quote)
    return quote
  }
}
