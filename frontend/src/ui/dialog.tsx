import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'

type DialogProps = {
  title: string
  isOpen: boolean
  onClose: () => void
  children: ReactNode
}

/** A window over the page: holds the focus, closes by Escape, by its cross and by a press beside it. */
export function Dialog({ title, isOpen, onClose, children }: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      isDismissable
      className="fixed inset-0 z-50 grid place-items-center overflow-y-auto bg-surface-sunken/80 p-4"
    >
      <Modal className="w-full max-w-lg rounded-lg bg-surface-raised shadow-float">
        <AriaDialog className="grid gap-4 p-6">
          <div className="flex items-start justify-between gap-4">
            <Heading slot="title" className="text-2xl">
              {title}
            </Heading>
            <button
              type="button"
              aria-label="Close"
              onClick={onClose}
              className="-m-2 grid size-11 place-items-center"
            >
              <X aria-hidden size={20} />
            </button>
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
