import { useEffect, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { Notice } from '@/ui/notice'

function cameFromPaying(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'paid' in state && state.paid === true
}

/**
 * Thanks whoever comes from paying (router state `{ paid: true }`). The state is then taken off the
 * address, so that a reload or the way back does not thank again.
 */
export function PaidNotice() {
  const { pathname, search, ...location } = useLocation()
  const state: unknown = location.state
  const navigate = useNavigate()
  const [isThanked] = useState(() => cameFromPaying(state))
  useEffect(() => {
    if (!cameFromPaying(state)) return
    void navigate(pathname + search, { replace: true, state: null, preventScrollReset: true })
  }, [state, pathname, search, navigate])
  if (!isThanked) return null
  return (
    <div className="pb-8 print:hidden">
      <Notice tone="positive">
        <p className="font-semibold">Thank you, your order is placed.</p>
        <p>We are starting to make it.</p>
      </Notice>
    </div>
  )
}
