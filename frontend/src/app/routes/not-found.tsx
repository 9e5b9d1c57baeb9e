import { LinkButton } from '@/ui/button'
import { PageHeading, PageMeta } from '@/ui/page-heading'

export function Component() {
  return (
    <div className="page">
      <PageMeta title="Page not found" isUnlisted />
      <PageHeading>There is no such page</PageHeading>
      <p className="mb-6 max-w-prose text-ink-soft">
        The address may be old or mistyped. Everything we make is on the home page.
      </p>
      <LinkButton to="/">See all products</LinkButton>
    </div>
  )
}
