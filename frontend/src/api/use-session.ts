import { useSyncExternalStore } from 'react'
import { session, type SessionState } from './session'

/** Who is signed in; the component renders again when that changes, in whichever tab. */
export function useSession(): SessionState {
  return useSyncExternalStore(session.subscribe, session.snapshot)
}

/** Whether somebody with an account is signed in; guests have a cart and orders, but no account. */
export function hasAccount({ status, user }: SessionState): boolean {
  return status === 'signed-in' && !user.is_guest
}
