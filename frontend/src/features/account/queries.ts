import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, client } from '@/api/client'
import { toApiError } from '@/api/errors'
import { session } from '@/api/session'
import type { Address, ChangedAddress, NewAddress } from '@/api/types'
import { saveFile } from '@/lib/save-file'

const ADDRESSES = api.queryOptions('get', '/api/user/addresses/').queryKey
const DEVICES = api.queryOptions('get', '/api/session/devices/').queryKey

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

/** Has a link mailed to choose a new password with. */
export function useAskForReset() {
  return api.useMutation('post', '/api/password/reset/')
}

/** Chooses a password with a mailed link. */
export function useChoosePassword() {
  return api.useMutation('post', '/api/password/reset/confirm/')
}

/** Confirms the address that a link was mailed to. */
export function useVerification() {
  return api.useMutation('post', '/api/email/verify/')
}

/** Has the link that confirms the address mailed once more. */
export function useResendVerification() {
  return api.useMutation('post', '/api/email/verify/resend/')
}

/** A changed password ends every session, so this browser enters anew with it. */
export function useChangePassword(username: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (body: { current_password: string; new_password: string }) => {
      await client.POST('/api/password/change/', { body })
      await session.signIn({ username, password: body.new_password })
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: DEVICES }),
  })
}

/** Browsers that the signed-in person is logged in with. */
export function useDevices() {
  return api.useQuery('get', '/api/session/devices/')
}

/** Ends one of them. */
export function useLogOutDevice() {
  const queries = useQueryClient()
  return api.useMutation('delete', '/api/session/devices/{device_id}/', {
    onSettled: () => queries.invalidateQueries({ queryKey: DEVICES }),
  })
}

/** Ends all of them, in every tab here too. */
export function useLogOutEverywhere() {
  return useMutation({
    mutationFn: async () => {
      await client.POST('/api/session/logout_everywhere/')
      await session.signOut()
    },
  })
}

/** Where the signed-in person's parcels may go, the default first. */
export function useAddresses() {
  return api.useQuery('get', '/api/user/addresses/')
}

/** However it ends, the list is read again: another address may be the default now. */
function useReadAddressesAgain() {
  const queries = useQueryClient()
  return { onSettled: () => queries.invalidateQueries({ queryKey: ADDRESSES }) }
}

/** Adds an address, or changes the one that is given. */
export function useSaveAddress(address: Address | null) {
  return useMutation({
    mutationFn: (body: NewAddress) => (address ? changed(address, body) : added(body)),
    ...useReadAddressesAgain(),
  })
}

function changed({ id }: Address, body: ChangedAddress) {
  const path = { address_id: id }
  return client.PATCH('/api/user/addresses/{address_id}/', { params: { path }, body })
}

function added(body: NewAddress) {
  return client.POST('/api/user/addresses/', { body })
}

export function useMakeDefault() {
  return api.useMutation('patch', '/api/user/addresses/{address_id}/', useReadAddressesAgain())
}

export function useRemoveAddress() {
  return api.useMutation('delete', '/api/user/addresses/{address_id}/', useReadAddressesAgain())
}

async function saveExport() {
  const { data } = await client.GET('/api/user/export/', { parseAs: 'blob' })
  if (!data) throw toApiError(null)
  saveFile(data, 'CustomKeeps my data.json')
}

/** Fetches all that is held on the signed-in person and saves it as a file. */
export function useExport() {
  return useMutation({ mutationFn: saveExport, networkMode: 'always' })
}

/** Closes the account for good. Fails at once without a connection. */
export function useEraseAccount() {
  return api.useMutation('delete', '/api/user/', { networkMode: 'always' })
}
