import type { ReactNode } from 'react'
import { Button } from './button'

/** The place of something that is still loading; give it that thing's size by `className`. */
export function Skeleton({ className = '' }: { className?: string }) {
  return <div aria-hidden className={`animate-pulse rounded-md bg-surface-sunken ${className}`} />
}

/** Says aloud that a part of the page is loading, around its skeletons. */
export function Loading({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div aria-busy="true">
      <output className="sr-only">{label}</output>
      {children}
    </div>
  )
}

/** Nothing here yet: says so and invites to the next step in `children`. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="grid justify-items-center gap-4 py-16 text-center">
      <h2 className="text-2xl">{title}</h2>
      {children}
    </div>
  )
}

type ErrorStateProps = { title: string; message: string; onRetry?: () => void }

/** Something could not be shown: what happened and, where it may help, a way to try again. */
export function ErrorState({ title, message, onRetry }: ErrorStateProps) {
  return (
    <div role="alert" className="grid justify-items-center gap-4 py-16 text-center">
      <h2 className="text-2xl">{title}</h2>
      <p className="max-w-prose text-ink-soft">{message}</p>
      {onRetry && (
        <Button variant="quiet" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  )
}

/** How far something is, 0 to 1. */
export function Progress({ label, value }: { label: string; value: number }) {
  return (
    <progress aria-label={label} max={1} value={value} className="h-1.5 w-full accent-accent" />
  )
}
