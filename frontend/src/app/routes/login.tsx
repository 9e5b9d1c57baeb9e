import { Link } from 'react-router'
import { LoginForm } from '@/features/account/login-form'
import { loginPath } from '@/lib/local-path'
import { AccountPage } from '../account-page'
import { useReturn } from '../use-return'

export function Component() {
  const { path, goBack } = useReturn()
  return (
    <AccountPage title="Log in" returnPath={path}>
      <LoginForm onDone={goBack} />
      <p className="mt-6">
        <Link to="/password/forgotten" className="text-accent underline underline-offset-4">
          Forgotten your password?
        </Link>
      </p>
      <p className="mt-4 text-ink-soft">
        New here?{' '}
        <Link
          to={loginPath(path, '/register')}
          className="text-accent underline underline-offset-4"
        >
          Create an account
        </Link>
      </p>
    </AccountPage>
  )
}
