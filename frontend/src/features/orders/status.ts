import type { Order } from '@/api/types'
import type { Tone } from '@/ui/status-badge'

export type Status = Order['status']

/** The way of every order that is not cancelled. */
export const WAY: readonly Status[] = [
  'preparing',
  'ready_for_delivery',
  'in_transit',
  'delivered',
  'completed',
]

export const STATUS_NAMES: Record<Status, string> = {
  preparing: 'Preparing',
  ready_for_delivery: 'Ready for delivery',
  in_transit: 'In transit',
  delivered: 'Delivered',
  completed: 'Completed',
  cancelled: 'Cancelled',
}

export const STATUS_TONES: Record<Status, Tone> = {
  preparing: 'caution',
  ready_for_delivery: 'accent',
  in_transit: 'accent',
  delivered: 'positive',
  completed: 'positive',
  cancelled: 'neutral',
}

/** What a status means for the person who waits. */
export const STATUS_MEANINGS: Record<Status, string> = {
  preparing: 'We have your order and are making it.',
  ready_for_delivery: 'Made, checked and packed; the courier comes next.',
  in_transit: 'On its way to you.',
  delivered: 'It has arrived.',
  completed: 'All done. Thank you for making it with us.',
  cancelled: 'This order was cancelled.',
}

const PAYMENT_MEANINGS: Record<Order['payment_status'], string> = {
  paid: 'Paid by card',
  free: 'Nothing to pay',
  partially_refunded: 'Partly refunded to your card',
  refunded: 'Refunded to your card',
}

export const REFUND_TAKES = 'Banks usually take 5 to 10 days to show it on your card.'

/** Whether an order was cancelled and Stripe has not given all of its money back yet. */
export function isRefundOnItsWay({ status, payment_status }: Order): boolean {
  const isOwed = payment_status === 'paid' || payment_status === 'partially_refunded'
  return status === 'cancelled' && isOwed
}

/** Where the money of an order is, in a few words. */
export function paymentMeaning(order: Order): string {
  return isRefundOnItsWay(order)
    ? 'Refund on its way to your card'
    : PAYMENT_MEANINGS[order.payment_status]
}

export type Step = { status: Status; at: string | null; isDone: boolean; isCurrent: boolean }

/** The steps an order took, with their times, and those still to come; a cancelled one has none. */
export function stepsOf({ status, timeline }: Pick<Order, 'status' | 'timeline'>): Step[] {
  const times = new Map(timeline.map((entry) => [entry.status, entry.at]))
  const way = status === 'cancelled' ? timeline.map((entry) => entry.status) : WAY
  const reached = way.indexOf(status)
  return way.map((step, place) => ({
    status: step,
    at: times.get(step) ?? null,
    isDone: place <= reached,
    isCurrent: place === reached,
  }))
}
