import { toApiError } from '@/api/errors'
import type { Device } from '@/api/types'
import { formatDay, formatDayAndTime } from '@/lib/format-date'
import { Button } from '@/ui/button'
import { NotLoaded } from '@/ui/not-loaded'
import { Notice } from '@/ui/notice'
import { Skeleton } from '@/ui/states'
import { useDevices, useLogOutDevice, useLogOutEverywhere } from './queries'

/** Where the signed-in person is logged in, with a way out of each and of all. */
export function DeviceList() {
  const asked = useDevices()
  const logOut = useLogOutDevice()
  const everywhere = useLogOutEverywhere()
  if (!asked.data) {
    return (
      <NotLoaded what="your devices" isMany asked={asked}>
        <Skeleton className="h-40" />
      </NotLoaded>
    )
  }
  const failed = logOut.error ?? everywhere.error
  const leaving = logOut.isPending ? logOut.variables.params.path.device_id : null
  return (
    <div className="grid gap-5">
      {failed && <Notice tone="danger">{toApiError(failed).message}</Notice>}
      <ul aria-label="Devices" className="grid gap-3">
        {asked.data.map((device) => (
          <DeviceRow
            key={device.id}
            device={device}
            isLeaving={device.id === leaving}
            onLogOut={() => logOut.mutate({ params: { path: { device_id: device.id } } })}
          />
        ))}
      </ul>
      <div className="grid justify-items-start gap-2">
        <p className="text-ink-soft">
          Lost a device, or used one that is not yours? End every log-in at once, this one too.
        </p>
        <Button
          variant="danger"
          pending={everywhere.isPending}
          pendingLabel="Logging out…"
          onClick={() => everywhere.mutate()}
        >
          Log out everywhere
        </Button>
      </div>
    </div>
  )
}

type DeviceRowProps = { device: Device; isLeaving: boolean; onLogOut: () => void }

function DeviceRow({ device, isLeaving, onLogOut }: DeviceRowProps) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 rounded-md bg-surface-sunken px-4 py-3">
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-semibold">{device.device}</p>
        <p className="text-sm text-ink-soft">
          {device.is_current
            ? 'This browser'
            : `Last used ${formatDayAndTime(device.last_used_at)}`}
          {`, logged in since ${formatDay(device.created_at)}`}
          {device.network && `, from ${device.network}`}
        </p>
      </div>
      {!device.is_current && (
        <Button
          variant="plain"
          size="sm"
          aria-label={`Log out ${device.device}`}
          pending={isLeaving}
          pendingLabel="Logging out…"
          onClick={onLogOut}
        >
          Log out
        </Button>
      )}
    </li>
  )
}
