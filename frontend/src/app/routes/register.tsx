import { Link } from 'react-router'
import { RegisterForm } from '@/features/account/register-form'
import { loginPath } from '@/lib/local-path'
import { AccountPage } from '../account-page'
import { useReturn } from '../use-return'

export function Component() {
  const { path, goBack } = useReturn()
  return (
    <AccountPage title="Create an account" returnPath={path}>
      <RegisterForm onDone={goBack} />
      <p className="mt-6 text-ink-soft">
        Have an account?{' '}
        <Link to={loginPath(path)} className="text-accent underline underline-offset-4">
          Log in
        </Link>
      </p>
    </AccountPage>
  )
}
