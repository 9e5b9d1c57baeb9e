import { useState } from 'react'
import { useSearchParams } from 'react-router'

const PARAMETER = 'coupon'

/**
 * The coupon in use. It stands in the address, so that it outlives a reload and a link can carry it.
 * `lapsed` is the last one that the shop stopped taking.
 */
export function useCoupon() {
  const [params, setParams] = useSearchParams()
  const [lapsed, setLapsed] = useState<string | null>(null)
  const code = params.get(PARAMETER) ?? ''

  function keep(next: string) {
    setParams(
      (current) => {
        if (next) current.set(PARAMETER, next)
        else current.delete(PARAMETER)
        return current
      },
      { replace: true, preventScrollReset: true },
    )
  }

  return {
    code,
    lapsed,
    change: (next: string) => {
      setLapsed(null)
      keep(next)
    },
    drop: () => {
      setLapsed(code)
      keep('')
    },
  }
}

export type Coupon = ReturnType<typeof useCoupon>
