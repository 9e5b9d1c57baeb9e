import { Loading, Skeleton } from '@/ui/states'

/** The outline of a page whose code is still on its way. */
export function PageSkeleton() {
  return (
    <div className="page min-h-dvh py-12">
      <Loading label="Loading the page">
        <Skeleton className="h-12 w-2/3 max-w-md" />
        <Skeleton className="mt-8 h-72 w-full" />
      </Loading>
    </div>
  )
}
