import type { Product, ProductPicture } from '@/api/types'
import type { Size } from '@/lib/print-layout'

/** Where the design goes: the product's first placement; null where none is known. */
export function placementOf({ placements }: Pick<Product, 'placements'>) {
  return placements[0] ?? null
}

/** The print area in millimetres; null where nobody knows. */
export function areaOf(product: Pick<Product, 'placements'>): Size | null {
  const placement = placementOf(product)
  return placement && { width: placement.width_mm, height: placement.height_mm }
}

/** Whether a side shows the print; others are shown blank, as they stay. */
export function isPrinted(picture: ProductPicture, product: Pick<Product, 'placements'>): boolean {
  return picture.placement === null || picture.placement === placementOf(product)?.code
}

/** Whether a side faces the middle of a print that goes round; words stand there. */
export function facesMiddle({ print_part: [left = 0, , right = 1] }: ProductPicture): boolean {
  return left < 0.5 && right > 0.5
}

/** The side to look at first: the one that faces the middle of the print. */
export function bestView(
  pictures: readonly ProductPicture[],
  product: Pick<Product, 'placements'>,
) {
  const printed = pictures.filter((picture) => isPrinted(picture, product))
  return printed.find(facesMiddle) ?? printed[0] ?? pictures[0]
}

/** "Front", or "View 2" for a side without a name. */
export function nameOfView(pictures: readonly ProductPicture[], picture: ProductPicture): string {
  return picture.name || `View ${pictures.indexOf(picture) + 1}`
}
