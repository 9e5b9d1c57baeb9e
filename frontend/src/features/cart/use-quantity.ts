import { useRef, useState } from 'react'
import { toApiError } from '@/api/errors'
import type { CartItem } from '@/api/types'
import { useChangeItem } from './queries'

/**
 * A line's quantity as the shopper wants it. It shows at once; the shop hears of one value at a
 * time, and of the latest only when several were chosen meanwhile. When refused it goes back.
 */
export function useQuantity(line: CartItem) {
  const { mutateAsync } = useChangeItem()
  const [wanted, setWanted] = useState<number | null>(null)
  const [error, setError] = useState<string | null>(null)
  const latest = useRef(line.quantity)
  const isSending = useRef(false)

  async function sendUntilSettled() {
    isSending.current = true
    try {
      let sent: number
      do {
        sent = latest.current
        await mutateAsync({ params: { path: { item_id: line.id } }, body: { quantity: sent } })
      } while (latest.current !== sent)
    } catch (refusal) {
      const { fields, message } = toApiError(refusal)
      setError(fields.quantity?.join(' ') ?? message)
    } finally {
      isSending.current = false
      setWanted(null)
    }
  }

  function choose(quantity: number) {
    if (quantity === (wanted ?? line.quantity)) return
    latest.current = quantity
    setWanted(quantity)
    setError(null)
    if (!isSending.current) void sendUntilSettled()
  }

  return { quantity: wanted ?? line.quantity, isPending: wanted !== null, error, choose }
}
