import { PageMeta } from '@/ui/page-heading'
import { ErrorState } from '@/ui/states'

/** A screen that broke, or whose code could not be fetched; the bar around it stays usable. */
export function RouteError() {
  return (
    <div className="page">
      <PageMeta title="Something went wrong" isUnlisted />
      <ErrorState
        title="This page did not load"
        message="Your cart and orders are safe. Load the page again; if it still fails, check your connection."
        onRetry={() => window.location.reload()}
      />
    </div>
  )
}
