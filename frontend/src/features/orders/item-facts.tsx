import type { OrderItem } from '@/api/types'
import { plural } from '@/lib/plural'
import { Swatch } from '@/ui/swatch'

/** Colour, size and number of an ordered piece, in one line. */
export function ItemFacts({ item }: { item: OrderItem }) {
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-soft">
      {item.base_color && <Swatch name={item.base_color} hex={item.base_color_hex} />}
      {item.size && <span>Size {item.size}</span>}
      <span>{plural(item.quantity, 'piece')}</span>
    </p>
  )
}
