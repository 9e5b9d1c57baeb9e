import type { Product } from '@/api/types'
import { Disclosure } from '@/ui/disclosure'
import { placementOf } from './views'

/** The template: where on the product the design goes, and how large that place is. */
export function WherePrinted({ product }: { product: Product }) {
  const placement = placementOf(product)
  if (!placement && !product.template_image_url) return null
  return (
    <Disclosure summary="Where it is printed">
      <div className="grid gap-4 tablet:grid-cols-[minmax(0,12rem)_1fr]">
        {product.template_image_url && (
          <img
            src={product.template_image_url}
            alt={`Template: the print area outlined on the ${product.name}`}
            width={1000}
            height={1000}
            loading="lazy"
            className="w-full rounded-md bg-surface-sunken"
          />
        )}
        <div className="grid content-start gap-2 text-ink-soft">
          {placement && (
            <p className="text-ink">
              {placement.name}, {placement.width_mm} × {placement.height_mm} mm
            </p>
          )}
          <p>
            Your picture is printed whole, in the middle, and as large as fits this area. Words
            stand below it, or fill the area where there is no picture.
          </p>
        </div>
      </div>
    </Disclosure>
  )
}
