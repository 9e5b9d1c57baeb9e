import type { CartItem } from '@/api/types'

/** Whether the product is still made in the line's colour and size. */
function isStillMade({ colors, base_color, sizes, size }: CartItem): boolean {
  const hasColor = base_color ? colors.some(({ name }) => name === base_color) : !colors.length
  const hasSize = size ? sizes.includes(size) : !sizes.length
  return hasColor && hasSize
}

/** Whether the line can be had as it is, or would be in another colour or size. */
export function isSold(line: CartItem): boolean {
  return line.available || !isStillMade(line)
}
