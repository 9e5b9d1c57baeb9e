import { useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import { session } from '@/api/session'

/** The signed-in person as the server knows them now. */
export function useProfile() {
  return api.useQuery('get', '/api/user/')
}

/** Changes personal data; every screen and tab then shows the new name. */
export function useSaveProfile() {
  const queries = useQueryClient()
  return api.useMutation('patch', '/api/user/', {
    onSuccess: (user) => {
      queries.setQueryData(api.queryOptions('get', '/api/user/').queryKey, user)
      session.updateUser(user)
    },
  })
}
