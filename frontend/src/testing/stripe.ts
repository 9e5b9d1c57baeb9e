import type { PaymentIntent, StripeError } from '@stripe/stripe-js'
import { act } from '@testing-library/react'
import { vi, type Mock } from 'vitest'

type Answer = { paymentIntent?: Partial<PaymentIntent>; error?: Partial<StripeError> }

/**
 * Stands in for Stripe.js, which no test may fetch: what it answers is the test's to say, everything
 * of ours and of Stripe's React parts around it is real.
 */
export const stripe = {
  confirmCardPayment: vi.fn<(...given: unknown[]) => Promise<Answer>>(),
  handleNextAction: vi.fn<(...given: unknown[]) => Promise<Answer>>(),
  elements,
  createToken: vi.fn(),
  createPaymentMethod: vi.fn(),
  registerAppInfo: vi.fn(),
  _registerWrapper: vi.fn(),
}

type Handler = (event: unknown) => void
let card: Map<string, Handler> | null = null

function elements() {
  const handlers = new Map<string, Handler>()
  const element = {
    on: (name: string, handler: Handler) => handlers.set(name, handler),
    off: (name: string) => handlers.delete(name),
    mount: vi.fn(),
    update: vi.fn(),
    destroy: vi.fn(),
    focus: vi.fn(),
  }
  card = handlers
  return { create: () => element, getElement: () => element, update: vi.fn(), submit: vi.fn() }
}

/** Puts the stand-in where the shop's loader finds it. Loaders remember it, so it stays one. */
export function installStripe() {
  card = null
  stripe.confirmCardPayment.mockReset()
  Object.assign(window, { Stripe: Object.assign(() => stripe, { version: 'endive' }) })
  stripe.confirmCardPayment.mockResolvedValue({ paymentIntent: { status: 'succeeded' } })
}

/** Stripe.js is not there yet. */
export function uninstallStripe() {
  Reflect.deleteProperty(window, 'Stripe')
}

/** Leaves a call to Stripe open until the test answers it. */
export function holdCharge(call: Mock<(...given: unknown[]) => Promise<Answer>>) {
  let resolve: ((answer: Answer) => void) | undefined
  call.mockImplementation(() => new Promise((settle) => (resolve = settle)))
  return (answer: Answer) => resolve?.(answer)
}

/** The shopper has typed a whole card, or what Stripe says of it. */
export async function fillCard(
  change: { complete: boolean; error?: { message: string } } = { complete: true },
) {
  const tell = await vi.waitUntil(() => card?.get('change'), { timeout: 5000 })
  act(() => tell(change))
}
