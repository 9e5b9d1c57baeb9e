import type { ReactNode } from 'react'
import type { Product, ShopConfig } from '@/api/types'
import { ChoiceGroup, SwatchGroup } from '@/ui/choices'
import { NumberField } from '@/ui/number-field'
import { TextArea } from '@/ui/text-field'
import { lengthOf, type Design, type FieldErrors } from './design'
import type { Choices } from './keeping/drafts'
import { NextBreak, UnitPrice } from './price-list'

type OptionsProps = {
  product: Product
  config: ShopConfig
  design: Design
  errors: FieldErrors
  onChange: (changed: Partial<Choices>) => void
}

/** Words, colour, size and quantity. */
export function Options({ product, config, design, errors, onChange }: OptionsProps) {
  const { text, color, size, quantity } = design
  const most = Math.min(config.max_quantity, product.stock_left ?? config.max_quantity)
  return (
    <>
      <TextArea
        label="Your words"
        hint={<WordCount text={text} most={config.max_text_length} />}
        rows={2}
        value={text}
        error={errors.customization_text?.join(' ')}
        onChange={(event) => onChange({ text: event.target.value })}
      />
      {product.colors.length > 0 && (
        <WithError sentences={errors.base_color}>
          <SwatchGroup
            legend="Colour"
            options={product.colors}
            value={color}
            onChange={(next) => onChange({ color: next })}
          />
        </WithError>
      )}
      {product.sizes.length > 0 && (
        <WithError sentences={errors.size}>
          <ChoiceGroup
            legend="Size"
            options={product.sizes.map((name) => ({ value: name, label: name }))}
            value={size}
            onChange={(next) => onChange({ size: next })}
          />
        </WithError>
      )}
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2">
        <NumberField
          label="Quantity"
          value={quantity}
          min={1}
          max={most}
          error={errors.quantity?.join(' ')}
          onChange={(next) => onChange({ quantity: next })}
        />
        <div aria-live="polite" className="pb-1">
          <UnitPrice product={product} quantity={quantity} />
          <NextBreak product={product} quantity={quantity} />
        </div>
      </div>
    </>
  )
}

function WordCount({ text, most }: { text: string; most: number }) {
  return (
    <span className="flex justify-between gap-4">
      <span>A name, a date, a line from a song. Optional with a picture.</span>
      <span className="shrink-0 tabular-nums">
        {lengthOf(text)} of {most}
      </span>
    </span>
  )
}

function WithError(props: { sentences: string[] | undefined; children: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      {props.children}
      {props.sentences && (
        <p role="alert" className="text-sm text-danger">
          {props.sentences.join(' ')}
        </p>
      )}
    </div>
  )
}
