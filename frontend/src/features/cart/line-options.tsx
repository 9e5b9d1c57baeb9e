import { useState } from 'react'
import { toApiError } from '@/api/errors'
import type { CartItem } from '@/api/types'
import { Button } from '@/ui/button'
import { ChoiceGroup, SwatchGroup } from '@/ui/choices'
import { Dialog } from '@/ui/dialog'
import { Notice } from '@/ui/notice'
import { TextArea } from '@/ui/text-field'
import { toast } from '@/ui/toast'
import { useChangeItem } from './queries'

type LineOptionsProps = { line: CartItem; onClose: () => void; onSaved: (id: number) => void }

/** Colour, size and text of a line that is in the cart already. */
export function LineOptions({ line, onClose, onSaved }: LineOptionsProps) {
  return (
    <Dialog title={`Change ${line.product_name}`} isOpen onClose={onClose}>
      <OptionsForm line={line} onSaved={onSaved} />
    </Dialog>
  )
}

function OptionsForm({ line, onSaved }: Omit<LineOptionsProps, 'onClose'>) {
  const change = useChangeItem()
  const [color, setColor] = useState(line.base_color)
  const [size, setSize] = useState(line.size)
  const [text, setText] = useState(line.customization_text)

  async function save() {
    const changed = {
      ...(color !== line.base_color && { base_color: color }),
      ...(size && size !== line.size && { size }),
      ...(text !== line.customization_text && { customization_text: text }),
    }
    const kept = await change.mutateAsync({
      params: { path: { item_id: line.id } },
      body: changed,
    })
    if (kept.id !== line.id) toast.success('That is the same as another item: they are one now.')
    onSaved(kept.id)
  }

  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        // A refusal stays in `change.error`, above the fields.
        if (!change.isPending) save().catch(() => undefined)
      }}
    >
      {change.error && <Notice tone="danger">{toApiError(change.error).message}</Notice>}
      {line.colors.length > 0 && (
        <SwatchGroup legend="Colour" options={line.colors} value={color} onChange={setColor} />
      )}
      {line.sizes.length > 0 && (
        <ChoiceGroup
          legend="Size"
          options={line.sizes.map((name) => ({ value: name, label: name }))}
          value={size}
          onChange={setSize}
        />
      )}
      <TextArea label="Text" value={text} onChange={(event) => setText(event.target.value)} />
      <Button type="submit" pending={change.isPending} pendingLabel="Saving…">
        Save changes
      </Button>
    </form>
  )
}
