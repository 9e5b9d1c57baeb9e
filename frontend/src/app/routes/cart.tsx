import { PageHeading, PageMeta } from '@/ui/page-heading'
import { Loading, Skeleton } from '@/ui/states'

export function Component() {
  return (
    <div className="page">
      <PageMeta title="Your cart" />
      <PageHeading>Your cart</PageHeading>
      <Loading label="Loading">
        <Skeleton className="h-72 w-full" />
      </Loading>
    </div>
  )
}
