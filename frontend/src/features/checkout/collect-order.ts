import { client } from '@/api/client'
import { toApiError, type ApiError } from '@/api/errors'
import type { Order } from '@/api/types'

/** What the shop says of a payment's order. `unknown`: it could not be asked. */
export type Collected =
  | { outcome: 'ordered'; order: Order }
  | { outcome: 'processing' | 'unknown' | 'unpaid' }
  | { outcome: 'refused'; message: string }

/** Before each try; together about what a server needs to start anew. */
export const PAUSES_MS = [0, 1500, 3000, 6000]

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Asks for the order of a paid payment, several times when the shop cannot say. Never rejects. */
export async function collectOrder(intentId: string): Promise<Collected> {
  // One key for all tries; another time it is another question, as the answer may be another.
  const key = `${intentId}-${Date.now()}`
  let answer: Collected = { outcome: 'unknown' }
  for (const ms of PAUSES_MS) {
    if (ms > 0) await pause(ms)
    answer = await ask(intentId, key)
    if (answer.outcome !== 'processing' && answer.outcome !== 'unknown') break
  }
  return answer
}

async function ask(intentId: string, key: string): Promise<Collected> {
  try {
    const { data } = await client.POST('/api/orders/create_from_cart/', {
      body: { payment_intent_id: intentId },
      headers: { 'Idempotency-Key': key },
    })
    return data ? { outcome: 'ordered', order: data } : { outcome: 'unknown' }
  } catch (error) {
    return readRefusal(toApiError(error))
  }
}

function readRefusal({ code, message }: ApiError): Collected {
  if (code === 'payment_not_succeeded') return { outcome: 'unpaid' }
  if (code === 'payment_processing') return { outcome: 'processing' }
  if (code === 'payment_refunded') return { outcome: 'refused', message }
  return { outcome: 'unknown' }
}
