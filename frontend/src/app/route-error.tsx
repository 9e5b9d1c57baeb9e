import { Button } from '@/ui/button'
import { PageHeading, PageMeta } from '@/ui/page-heading'

/** A screen that broke, or whose code could not be fetched; the bar around it stays usable. */
export function RouteError() {
  return (
    <div className="page">
      <PageMeta title="Something went wrong" isUnlisted />
      <PageHeading>This page did not load</PageHeading>
      <p role="alert" className="mb-6 max-w-prose text-ink-soft">
        Your cart and orders are safe. Load the page again; if it still fails, check your
        connection.
      </p>
      <Button onClick={() => window.location.reload()}>Load again</Button>
    </div>
  )
}
