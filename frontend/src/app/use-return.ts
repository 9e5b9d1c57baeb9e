import { useNavigate, useSearchParams } from 'react-router'
import { localPath } from '@/lib/local-path'

/** Where a person who logs in or registers came from (`?next=`), and the way back there. */
export function useReturn() {
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const path = localPath(params.get('next'))
  return { path, goBack: () => void navigate(path, { replace: true }) }
}
