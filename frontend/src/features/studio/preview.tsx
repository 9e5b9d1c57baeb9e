import { useState, type ReactNode } from 'react'
import type { Product, ProductPicture } from '@/api/types'
import { PrintedPicture } from '@/ui/printed-picture'
import type { Design } from './design'
import { areaOf, bestView, facesMiddle, isPrinted, nameOfView } from './views'

type PreviewProps = {
  product: Product
  design: Design
  /** Stands in the print area while nothing is printed. */
  invitation: ReactNode
}

/** The product in the chosen colour from every side, with the shopper's own design on it. */
export function Preview({ product, design, invitation }: PreviewProps) {
  const color = product.colors.find(({ name }) => name === design.color)
  const pictures = color?.pictures ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = pictures.find(({ view }) => view === chosen) ?? bestView(pictures, product)
  const look = (picture: ProductPicture | undefined) => ({
    ground: picture ?? null,
    groundHex: color?.hex ?? null,
    area: areaOf(product),
    ...printOn(picture, product, design),
  })
  return (
    <div className="grid gap-3">
      <PrintedPicture
        {...look(shown)}
        alt={inWords(
          [design.color, product.name].filter(Boolean).join(' '),
          shown && nameOfView(pictures, shown),
          printOn(shown, product, design),
        )}
        detail="full"
        placeholder={shown && isPrinted(shown, product) ? invitation : null}
        className="w-full rounded-lg"
      />
      {pictures.length > 1 && (
        <fieldset aria-label="Sides" className="flex flex-wrap gap-3">
          {pictures.map((picture) => (
            <SideButton
              key={picture.view}
              name={nameOfView(pictures, picture)}
              isShown={picture === shown}
              onPress={() => setChosen(picture.view)}
            >
              <PrintedPicture {...look(picture)} alt="" className="w-full rounded-md" />
            </SideButton>
          ))}
        </fieldset>
      )}
    </div>
  )
}

/** What there is to see of the design from this side. */
function printOn(picture: ProductPicture | undefined, product: Product, design: Design) {
  if (picture && !isPrinted(picture, product)) return { overlay: null, text: '' }
  const words = !picture || facesMiddle(picture) ? design.text : ''
  return { overlay: design.picture?.preview_url ?? null, text: words }
}

type Printed = ReturnType<typeof printOn>

function inWords(thing: string, side: string | undefined, { overlay, text }: Printed): string {
  const words = text.trim() && `the words “${text.trim()}”`
  const print = [overlay && 'your picture', words].filter(Boolean).join(' and ')
  return `${thing}${side ? `, ${side.toLowerCase()}` : ''}${print && `, with ${print}`}`
}

type SideButtonProps = { name: string; isShown: boolean; onPress: () => void; children: ReactNode }

function SideButton({ name, isShown, onPress, children }: SideButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={isShown}
      onClick={onPress}
      className="grid w-20 content-start gap-1 rounded-md text-center text-sm text-ink-soft outline-offset-2 outline-accent aria-pressed:font-medium aria-pressed:text-ink tablet:w-24"
    >
      <span className={`block rounded-md ${isShown ? 'outline-2' : ''}`}>{children}</span>
      {name}
    </button>
  )
}
