import { useEffect } from 'react'
import { useBeforeUnload, useBlocker } from 'react-router'
import { toast } from '@/ui/toast'
import type { PaymentState } from './payment-steps'

/** Keeps the page open while money moves; the way to the new order is always free. */
export function useStayWhilePaying({ step }: PaymentState) {
  const isMoving = step !== 'idle' && step !== 'waiting' && step !== 'ordered'
  const blocker = useBlocker(
    ({ nextLocation }) => isMoving && !nextLocation.pathname.startsWith('/orders/'),
  )
  useEffect(() => {
    if (blocker.state !== 'blocked') return
    toast.error('Your payment is being made. Stay here for a moment.')
    blocker.reset()
  }, [blocker])
  useBeforeUnload((event) => {
    if (isMoving) event.preventDefault()
  })
}
