import { Download } from 'lucide-react'
import { toApiError } from '@/api/errors'
import { Button } from '@/ui/button'
import { toast } from '@/ui/toast'
import { useExport } from './queries'

/** Saves everything that the shop holds on the signed-in person as a file. */
export function ExportButton() {
  const fetched = useExport()
  return (
    <Button
      variant="quiet"
      pending={fetched.isPending}
      pendingLabel="Gathering your data…"
      onClick={() =>
        fetched.mutate(undefined, { onError: (error) => toast.error(toApiError(error).message) })
      }
    >
      <Download aria-hidden size={18} />
      Download my data
    </Button>
  )
}
