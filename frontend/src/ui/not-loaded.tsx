import type { ReactNode } from 'react'
import { EmptyState, ErrorState, Loading } from './states'

/** A query's state; what the API client throws is an Error with a sentence for the shopper. */
type Asked = {
  error: unknown
  fetchStatus: 'fetching' | 'paused' | 'idle'
  refetch: () => unknown
}

type NotLoadedProps = {
  /** What is missing, as it stands in a sentence: "your orders". */
  what: string
  isMany?: boolean
  asked: Asked
  /** Its outline, of about the same size. */
  children: ReactNode
}

/** What stands in the place of something that was asked for and has not come: offline, failed, on its way. */
export function NotLoaded({ what, isMany = false, asked, children }: NotLoadedProps) {
  const { error, fetchStatus, refetch } = asked
  if (error) {
    return (
      <ErrorState
        title={`${what.charAt(0).toUpperCase()}${what.slice(1)} did not load`}
        message={error instanceof Error ? error.message : 'Please try again in a moment.'}
        onRetry={() => void refetch()}
      />
    )
  }
  if (fetchStatus === 'paused') {
    return (
      <EmptyState title="You are offline">
        <p className="max-w-prose text-ink-soft">
          {`We show ${what} as soon as you are connected again; ${isMany ? 'they are' : 'it is'} safe with us.`}
        </p>
      </EmptyState>
    )
  }
  return <Loading label={`Loading ${what}`}>{children}</Loading>
}
