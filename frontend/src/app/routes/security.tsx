import { useSession } from '@/api/use-session'
import { ChangePasswordForm } from '@/features/account/change-password-form'
import { DeviceList } from '@/features/account/device-list'
import { BackLink, PageHeading, PageMeta } from '@/ui/page-heading'

export function Component() {
  const { user } = useSession()
  if (!user) return null
  return (
    <div className="page max-w-2xl">
      <PageMeta title="Password and devices" isUnlisted />
      <BackLink to="/profile">Your profile</BackLink>
      <PageHeading>Password and devices</PageHeading>
      <section aria-labelledby="devices" className="mb-12 grid gap-4">
        <h2 id="devices" className="text-2xl">
          Where you are logged in
        </h2>
        <DeviceList />
      </section>
      <section aria-labelledby="password" className="grid gap-4">
        <h2 id="password" className="text-2xl">
          Change your password
        </h2>
        <ChangePasswordForm user={user} />
      </section>
    </div>
  )
}
