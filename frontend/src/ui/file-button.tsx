import type { LucideIcon } from 'lucide-react'
import { useId, type ReactNode } from 'react'

type FileButtonProps = {
  icon: LucideIcon
  onChoose: (file: File) => void
  look?: keyof typeof LOOKS
  children: ReactNode
}

const LOOKS = {
  quiet: 'min-h-9 rounded-full bg-surface-sunken px-4 text-sm font-semibold hover:bg-line',
  tile: 'min-h-16 w-full flex-col justify-center rounded-md px-2 text-sm font-medium hover:bg-surface-sunken',
}

/** Chooses a PNG or JPEG file of this device. */
export function FileButton({ icon: Icon, onChoose, look = 'quiet', children }: FileButtonProps) {
  const id = useId()
  return (
    <div className="relative">
      <input
        id={id}
        type="file"
        accept="image/png,image/jpeg,.png,.jpg,.jpeg"
        onChange={(event) => {
          const file = event.target.files?.[0]
          // The same file may be chosen again, say after it was saved anew.
          event.target.value = ''
          if (file) onChoose(file)
        }}
        className="peer sr-only"
      />
      <label
        htmlFor={id}
        className={`inline-flex cursor-pointer items-center gap-2 outline-offset-2 outline-accent transition-colors duration-150 peer-focus-visible:outline-2 ${LOOKS[look]}`}
      >
        <Icon aria-hidden size={look === 'tile' ? 22 : 18} />
        {children}
      </label>
    </div>
  )
}
