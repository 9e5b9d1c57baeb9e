import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { api } from '@/api/client'
import type { Order } from '@/api/types'
import type { ChargeCard } from './charge-card'
import { collectOrder } from './collect-order'
import {
  advance,
  AT_REST,
  type PaymentEvent,
  type PaymentState,
  type Problem,
} from './payment-steps'
import { startPayment, type ShortLine, type ToPay } from './start-payment'

type PaymentOptions = {
  /** The cart or its price is not what is shown: read it again. */
  onStale: () => void
  /** The order is there: show it. */
  onOrdered: (orderId: string) => Promise<void>
}

/**
 * One payment from the first press to its order. `pay` does nothing once another is under way, so
 * that no card is charged twice. `isLocked` lasts until the shopper may change the cart again.
 */
export function usePayment({ onStale, onOrdered }: PaymentOptions) {
  const queries = useQueryClient()
  // The step as it is now, not as it was last rendered: that is what keeps two presses apart.
  const now = useRef(AT_REST)
  const [state, setState] = useState<PaymentState>(AT_REST)
  const [short, setShort] = useState<readonly ShortLine[]>([])

  function dispatch(event: PaymentEvent) {
    now.current = advance(now.current, event)
    setState(now.current)
  }

  function fail(from: Problem['from'], message: string) {
    dispatch({ type: 'failed', problem: { from, message } })
  }

  async function show(orderId: string, order?: Order) {
    if (order) queries.setQueryData(orderKey(orderId), order)
    void queries.invalidateQueries({ queryKey: ordersKey })
    dispatch({ type: 'ordered', orderId })
    await onOrdered(orderId)
  }

  async function collect(intentId: string, isPaid: boolean) {
    dispatch({ type: 'charged', isPaid })
    const collected = await collectOrder(intentId)
    const { outcome } = collected
    if (outcome === 'ordered') {
      await show(collected.order.order_id, collected.order)
    } else if (outcome === 'refused') {
      onStale()
      fail('shop', collected.message)
    } else if (outcome === 'unpaid' && !isPaid) {
      fail('shop', NOT_CHARGED)
    } else {
      const doubt = outcome === 'processing' ? outcome : isPaid ? 'unseen' : 'unclear'
      dispatch({ type: 'leftOpen', doubt, intentId })
    }
  }

  async function charge(intentId: string, clientSecret: string, chargeCard: ChargeCard) {
    dispatch({ type: 'opened' })
    const charged = await chargeCard(clientSecret, () => dispatch({ type: 'bankAsks' }))
    if (charged.outcome === 'declined') fail('card', charged.message)
    else await collect(intentId, charged.outcome === 'succeeded')
  }

  function refuse(message: string, isStale: boolean, lines: readonly ShortLine[]) {
    setShort(lines)
    if (isStale) onStale()
    fail('shop', message)
  }

  async function pay(toPay: ToPay, chargeCard: ChargeCard | null) {
    if (now.current.step !== 'idle') return
    dispatch({ type: 'pay' })
    setShort([])
    const started = await startPayment(toPay)
    switch (started.outcome) {
      case 'free':
        await show(started.order.order_id, started.order)
        break
      case 'alreadyPaid':
        await show(started.orderId)
        break
      case 'processing':
        dispatch({ type: 'leftOpen', doubt: 'processing', intentId: null })
        break
      case 'open':
        if (chargeCard) await charge(started.intentId, started.clientSecret, chargeCard)
        else refuse(NO_LONGER_FREE, true, [])
        break
      case 'refused':
        refuse(started.message, started.isStale, started.short)
    }
  }

  async function checkAgain() {
    const { step } = now.current
    if (step !== 'waiting' || now.current.intentId === null) return
    await collect(now.current.intentId, now.current.doubt === 'unseen')
  }
  useWhenOnline(() => void checkAgain())

  return {
    state,
    short,
    isLocked: state.step !== 'idle',
    pay: (toPay: ToPay, chargeCard: ChargeCard | null) => void pay(toPay, chargeCard),
    checkAgain: () => void checkAgain(),
    noteEdit: () => dispatch({ type: 'edited' }),
  }
}

export type Payment = ReturnType<typeof usePayment>

const NOT_CHARGED = 'This payment was not completed. Nothing was charged: you can try again.'
const NO_LONGER_FREE = 'This is no longer free. Look at the total, then pay if you agree.'

const ordersKey = api.queryOptions('get', '/api/orders/').queryKey
const orderKey = (orderId: string) =>
  api.queryOptions('get', '/api/orders/{order_id}/', { params: { path: { order_id: orderId } } })
    .queryKey

/** Calls back as soon as the device is connected again. */
function useWhenOnline(callback: () => void) {
  const onOnline = useEffectEvent(callback)
  useEffect(() => {
    const handle = () => onOnline()
    window.addEventListener('online', handle)
    return () => window.removeEventListener('online', handle)
  }, [])
}
