import { useSyncExternalStore } from 'react'
import { session, type SessionState } from './session'

/** Who is signed in; the component renders again when that changes, in whichever tab. */
export function useSession(): SessionState {
  return useSyncExternalStore(session.subscribe, session.snapshot)
}
