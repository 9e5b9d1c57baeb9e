import { useState } from 'react'
import { toApiError } from '@/api/errors'
import type { Address } from '@/api/types'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { NotLoaded } from '@/ui/not-loaded'
import { Notice } from '@/ui/notice'
import { Skeleton } from '@/ui/states'
import { AddressForm } from './address-form'
import { useAddresses, useMakeDefault, useRemoveAddress } from './queries'

const MOST = 20

/** Where the signed-in person's parcels may go: to look at, add, change, delete. */
export function AddressBook() {
  const asked = useAddresses()
  const [edited, setEdited] = useState<Address | 'new' | null>(null)
  if (!asked.data) {
    return (
      <NotLoaded what="your addresses" isMany asked={asked}>
        <Skeleton className="h-24" />
      </NotLoaded>
    )
  }
  const addresses = asked.data
  return (
    <div className="grid justify-items-start gap-4">
      {addresses.length === 0 && (
        <p className="text-ink-soft">None yet. Keep one here and never type it twice.</p>
      )}
      {addresses.length > 0 && (
        <ul aria-label="Addresses" className="grid w-full gap-3">
          {addresses.map((address) => (
            <AddressCard key={address.id} address={address} onEdit={() => setEdited(address)} />
          ))}
        </ul>
      )}
      {addresses.length < MOST && (
        <Button variant="quiet" onClick={() => setEdited('new')}>
          Add an address
        </Button>
      )}
      <Dialog
        title={edited === 'new' ? 'New address' : 'Change address'}
        isOpen={edited !== null}
        onClose={() => setEdited(null)}
      >
        <AddressForm address={edited === 'new' ? null : edited} onSaved={() => setEdited(null)} />
      </Dialog>
    </div>
  )
}

function AddressCard({ address, onEdit }: { address: Address; onEdit: () => void }) {
  const makeDefault = useMakeDefault()
  const remove = useRemoveAddress()
  const failed = makeDefault.error ?? remove.error
  const one = { params: { path: { address_id: address.id } } }
  const label = `${address.name}, ${address.line1}`
  return (
    <li className="grid gap-2 rounded-md bg-surface-sunken px-4 py-3">
      {failed && <Notice tone="danger">{toApiError(failed).message}</Notice>}
      <p>
        <span className="font-semibold">{address.name}</span>
        {address.is_default && <span className="text-ink-soft">, your default</span>}
      </p>
      <p className="text-ink-soft">{inOneLine(address)}</p>
      <div className="-ml-4 flex flex-wrap">
        <Button variant="plain" size="sm" onClick={onEdit}>
          Change <span className="sr-only">{label}</span>
        </Button>
        {!address.is_default && (
          <Button
            variant="plain"
            size="sm"
            pending={makeDefault.isPending}
            onClick={() => makeDefault.mutate({ ...one, body: { is_default: true } })}
          >
            Make default <span className="sr-only">{label}</span>
          </Button>
        )}
        <Button
          variant="plain"
          size="sm"
          pending={remove.isPending}
          pendingLabel="Deleting…"
          onClick={() => remove.mutate(one)}
        >
          Delete <span className="sr-only">{label}</span>
        </Button>
      </div>
    </li>
  )
}

function inOneLine({ line1, line2, city, province, postal_code, country, phone }: Address): string {
  const abroad = country === 'PH' ? '' : country
  const place = `${postal_code} ${city}`
  return [line1, line2, place, province, abroad, phone].filter(Boolean).join(', ')
}
