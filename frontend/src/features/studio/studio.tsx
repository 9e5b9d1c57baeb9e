import type { ReactNode, Ref } from 'react'
import { toApiError } from '@/api/errors'
import { useSession } from '@/api/use-session'
import { LinkButton } from '@/ui/button'
import { NotLoaded } from '@/ui/not-loaded'
import { PageHeading, PageMeta } from '@/ui/page-heading'
import { EmptyState } from '@/ui/states'
import type { Finished } from './finished'
import { useProduct, useShopConfig } from './queries'
import { StudioSkeleton } from './studio-skeleton'
import { useDraft } from './use-draft'
import { useKeptFocus } from './use-kept-focus'
import { Workbench } from './workbench'

type StudioProps = { slug: string; renderActions: (finished: Finished) => ReactNode }

/** Making one's own piece of a product, in each state that its page can be in. */
export function Studio({ slug, renderActions }: StudioProps) {
  const product = useProduct(slug)
  const config = useShopConfig()
  const session = useSession()
  const heading = useKeptFocus()
  // What a guest makes goes on with whoever logs in, as all that was made before.
  const owner = session.user?.is_guest ? null : (session.user?.id ?? null)
  // A kept draft belongs to somebody, so it is looked for once it is known who is here.
  const draft = useDraft(slug, session.status === 'restoring' ? undefined : owner)
  if (toApiError(product.error).status === 404) return <UnknownProduct headingRef={heading} />
  if (product.data && config.data && draft) {
    return (
      <Workbench
        product={product.data}
        config={config.data}
        owner={draft.owner}
        draft={draft.draft}
        headingRef={heading}
        onPriceChanged={() => void product.refetch()}
        renderActions={renderActions}
      />
    )
  }
  const missing = product.data ? config : product
  return (
    <div className="page pt-4">
      <PageMeta title="Customize" />
      <h1 ref={heading} tabIndex={-1} className="sr-only">
        Customize
      </h1>
      {missing.fetchStatus === 'paused' ? (
        <EmptyState title="You are offline">
          <p className="text-ink-soft">This product appears as soon as you are connected again.</p>
        </EmptyState>
      ) : (
        <NotLoaded what="this product" asked={missing}>
          <StudioSkeleton />
        </NotLoaded>
      )}
    </div>
  )
}

function UnknownProduct({ headingRef }: { headingRef: Ref<HTMLHeadingElement> }) {
  return (
    <div className="page">
      <PageMeta title="Product not found" />
      <PageHeading ref={headingRef}>We do not make this</PageHeading>
      <p className="mb-6 max-w-prose text-ink-soft">
        The address may be old or mistyped, or we no longer sell it. Everything we make is on the
        home page.
      </p>
      <LinkButton to="/">See all products</LinkButton>
    </div>
  )
}
