import type { ReactNode } from 'react'
import { NavLink, useNavigate } from 'react-router'
import { toApiError } from '@/api/errors'
import { session as current, type SessionState } from '@/api/session'
import { hasAccount } from '@/api/use-session'
import { useCart } from '@/features/cart/queries'
import { plural } from '@/lib/plural'
import { toast } from '@/ui/toast'

const ITEM =
  'flex min-h-11 items-center gap-2 rounded-full px-3.5 font-medium underline-offset-8 hover:bg-surface-sunken aria-[current=page]:text-accent aria-[current=page]:underline aria-[current=page]:decoration-2'

function Item({ to, children }: { to: string; children: ReactNode }) {
  return (
    <li>
      <NavLink to={to} className={ITEM}>
        {children}
      </NavLink>
    </li>
  )
}

/** Cart, with how many pieces are in it. */
function CartItemLink() {
  const { data } = useCart()
  const pieces = data?.reduce((sum, line) => sum + line.quantity, 0) ?? 0
  return (
    <Item to="/cart">
      Cart
      {pieces > 0 && (
        <span className="rounded-full bg-accent px-2 text-sm text-on-accent tabular-nums">
          <span aria-hidden>{pieces}</span>
          <span className="sr-only">{plural(pieces, 'piece')}</span>
        </span>
      )}
    </Item>
  )
}

function LogoutItem() {
  const navigate = useNavigate()
  async function logOut() {
    try {
      await current.signOut()
      await navigate('/')
    } catch (error) {
      toast.error(toApiError(error).message)
    }
  }
  return (
    <li>
      <button type="button" onClick={logOut} className={`${ITEM} w-full`}>
        Logout
      </button>
    </li>
  )
}

/** The bar's links, for who is signed in; while that is not yet known only what holds for both. */
export function SiteLinks({ session }: { session: SessionState }) {
  return (
    <ul className="grid gap-1 desktop:flex">
      <Item to="/">Home</Item>
      {session.status === 'signed-in' && (
        <>
          <CartItemLink />
          <Item to="/orders">Orders</Item>
        </>
      )}
      {session.status === 'signed-in' && !session.user.is_guest && (
        <>
          <Item to="/profile">
            <span className="sr-only">Profile of</span>{' '}
            {session.user.first_name || session.user.username}
          </Item>
          <LogoutItem />
        </>
      )}
      {session.status !== 'restoring' && !hasAccount(session) && (
        <>
          <Item to="/login">Login</Item>
          <Item to="/register">Register</Item>
        </>
      )}
    </ul>
  )
}
