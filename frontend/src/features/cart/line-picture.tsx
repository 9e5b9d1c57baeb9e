import type { CartItem } from '@/api/types'
import { areaSize } from '@/lib/print-layout'
import { PrintedPicture } from '@/ui/printed-picture'

/** The blank in the chosen colour with the shopper's picture and words on it. */
export function LinePicture({ line }: { line: CartItem }) {
  return (
    <PrintedPicture
      ground={line.mockup}
      groundHex={line.base_color_hex}
      overlay={line.design_thumb_url}
      text={line.customization_text}
      area={areaSize(line.print_area)}
      alt=""
      className="w-full rounded-md"
    />
  )
}
