import { StatusBadge } from '@/ui/status-badge'
import { STATUS_NAMES, STATUS_TONES, type Status } from './status'

/** How far an order is, in a word. */
export function OrderBadge({ status }: { status: Status }) {
  return <StatusBadge tone={STATUS_TONES[status]}>{STATUS_NAMES[status]}</StatusBadge>
}
