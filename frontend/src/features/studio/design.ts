import type { NewCartItem, Product, ShopConfig } from '@/api/types'
import type { Artwork } from './artworks/artwork'
import type { Choices } from './keeping/drafts'

/** Everything that makes this shopper's piece: what is chosen, and the picture where there is one. */
export type Design = Choices & { picture: Artwork | null }

/** Sentences about wrong input by the API's field name. */
export type FieldErrors = Record<string, string[] | undefined>

type Offered = Pick<Product, 'colors' | 'sizes' | 'default_size'>

/** Where a shopper begins: with a kept draft as far as it is still offered, else with our defaults. */
export function startingChoices(
  { colors, sizes, default_size }: Offered,
  { color, size, quantity, text }: Partial<Choices>,
): Choices {
  const isOffered = colors.some(({ name }) => name === color)
  return {
    color: isOffered && color ? color : (colors[0]?.name ?? ''),
    size: size && sizes.includes(size) ? size : (default_size ?? sizes[0] ?? null),
    quantity: Number.isInteger(quantity) && quantity ? quantity : 1,
    text: typeof text === 'string' ? text : '',
  }
}

/** Characters as the shop counts them: a letter with its accent is one, a line break is one. */
export function lengthOf(text: string): number {
  return Array.from(text.normalize('NFC').replace(/\r\n?/g, '\n').trim()).length
}

/** What is missing or too long, before the shop is asked. */
export function problemsOf({ text, picture }: Design, limits: ShopConfig): FieldErrors {
  if (!picture && !text.trim()) {
    return { design_image_url: ['Choose a picture or write some words: one of them is printed.'] }
  }
  const excess = lengthOf(text) - limits.max_text_length
  if (excess <= 0) return {}
  return {
    customization_text: [
      `Shorten your words by ${excess}: we print ${limits.max_text_length} characters at most.`,
    ],
  }
}

/** The cart's input. `price` is the price of one that the shopper has seen. */
export async function toCartItem(
  product: Product,
  { color, size, quantity, text, picture }: Design,
  price: string,
): Promise<NewCartItem> {
  return {
    product: product.id,
    product_name: product.name,
    price,
    quantity,
    base_color: color,
    ...(size && { size }),
    customization_text: text.trim(),
    design_image_url: picture?.file ? await dataUrlOf(picture.file.blob) : '',
  }
}

function dataUrlOf(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result as string)
    reader.onerror = () => reject(reader.error ?? new Error('The picture could not be read.'))
    reader.readAsDataURL(blob)
  })
}
