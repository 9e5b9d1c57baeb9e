/** What went wrong before anything was charged; the shopper may try again. */
export type Problem = {
  /** Whether the card (or its bank) said no, or the shop did. */
  from: 'card' | 'shop'
  message: string
}

/** Why nobody can say yet whether there is an order. */
export type Doubt =
  /** The bank is still at work. */
  | 'processing'
  /** Paid for sure, only the order has not been seen yet. */
  | 'unseen'
  /** The connection broke while the card was charged. */
  | 'unclear'

export type PaymentState =
  | { step: 'idle'; problem: Problem | null }
  /** The shop prices the cart and opens a payment. */
  | { step: 'starting' }
  /** The card is being charged. */
  | { step: 'charging' }
  /** The bank asks the shopper (3-D Secure). */
  | { step: 'authenticating' }
  /** The shop makes, or looks for, the order. */
  | { step: 'ordering'; isPaid: boolean }
  | { step: 'ordered'; orderId: string }
  /** The shop will make the order by itself: there is no way back from here to paying. */
  | { step: 'waiting'; doubt: Doubt; intentId: string | null }

export type PaymentEvent =
  | { type: 'pay' }
  | { type: 'opened' }
  | { type: 'bankAsks' }
  /** The charge has an outcome, or its outcome is asked for again. */
  | { type: 'charged'; isPaid: boolean }
  | { type: 'failed'; problem: Problem }
  | { type: 'ordered'; orderId: string }
  | { type: 'leftOpen'; doubt: Doubt; intentId: string | null }
  /** The shopper has changed the cart or the card: the last problem is old news. */
  | { type: 'edited' }

export const AT_REST: PaymentState = { step: 'idle', problem: null }

/** Which events each step takes; any other, such as a second `pay`, changes nothing. */
const TAKES: Record<PaymentState['step'], readonly PaymentEvent['type'][]> = {
  idle: ['pay', 'edited'],
  starting: ['opened', 'ordered', 'failed', 'leftOpen'],
  charging: ['bankAsks', 'charged', 'failed'],
  authenticating: ['charged', 'failed'],
  ordering: ['ordered', 'failed', 'leftOpen'],
  ordered: [],
  waiting: ['charged'],
}

/** The payment after an event. */
export function advance(state: PaymentState, event: PaymentEvent): PaymentState {
  return TAKES[state.step].includes(event.type) ? stateAfter(event) : state
}

function stateAfter(event: PaymentEvent): PaymentState {
  switch (event.type) {
    case 'pay':
      return { step: 'starting' }
    case 'opened':
      return { step: 'charging' }
    case 'bankAsks':
      return { step: 'authenticating' }
    case 'charged':
      return { step: 'ordering', isPaid: event.isPaid }
    case 'failed':
      return { step: 'idle', problem: event.problem }
    case 'ordered':
      return { step: 'ordered', orderId: event.orderId }
    case 'leftOpen':
      return { step: 'waiting', doubt: event.doubt, intentId: event.intentId }
    case 'edited':
      return AT_REST
  }
}
