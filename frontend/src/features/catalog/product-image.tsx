import type { Product } from '@/api/types'

const THUMB_PX = 500
const FULL_PX = 1000

type ProductImageProps = {
  product: Pick<Product, 'image_url' | 'image_thumb_url'>
  alt: string
  /** How wide it is shown, as in the `sizes` of an image. */
  sizes: string
  /** Seen at once, so worth fetching before anything else. */
  isUrgent?: boolean
  className?: string
}

/** The square picture a product is advertised with, in the size that the screen needs. */
export function ProductImage(props: ProductImageProps) {
  const { product, alt, sizes, isUrgent = false, className = '' } = props
  const { image_url, image_thumb_url } = product
  if (!image_url) return <div aria-hidden className={`aspect-square w-full ${className}`} />
  return (
    <img
      src={image_url}
      srcSet={
        image_thumb_url ? `${image_thumb_url} ${THUMB_PX}w, ${image_url} ${FULL_PX}w` : undefined
      }
      sizes={sizes}
      alt={alt}
      width={FULL_PX}
      height={FULL_PX}
      loading={isUrgent ? 'eager' : 'lazy'}
      fetchPriority={isUrgent ? 'high' : 'auto'}
      className={`aspect-square w-full object-cover ${className}`}
    />
  )
}
