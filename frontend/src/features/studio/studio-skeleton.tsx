import { Skeleton } from '@/ui/states'
import { STUDIO_AREAS, STUDIO_GRID } from './layout'

/** The studio's outline, of about the same size, while the product loads. */
export function StudioSkeleton() {
  return (
    <div className="min-h-dvh">
      <Skeleton className="mt-2 mb-2 h-7 w-36" />
      <div className={STUDIO_GRID}>
        <div className={STUDIO_AREAS.head}>
          <Skeleton className="h-12 w-44" />
          <Skeleton className="mt-2 h-7 w-28" />
        </div>
        <div className={STUDIO_AREAS.preview}>
          <Skeleton className="aspect-square rounded-lg" />
        </div>
        <Skeleton className={`h-12 ${STUDIO_AREAS.about}`} />
        <div className={STUDIO_AREAS.form}>
          <Skeleton className="h-36" />
          <Skeleton className="h-24" />
          <Skeleton className="h-16" />
          <Skeleton className="h-16" />
        </div>
      </div>
    </div>
  )
}
