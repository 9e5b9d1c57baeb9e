import { useEffect, useState, type RefObject } from 'react'
import type { ApiError } from '@/api/errors'
import type { FieldErrors } from './design'

/** The cart's fields that have an input here; a wrong `design` is a wrong picture. */
const SHOWN = ['design_image_url', 'customization_text', 'base_color', 'size', 'quantity']

/**
 * What stands between the design and the cart, sorted to where it is shown: by field, as one
 * sentence, or as a price that has changed since the page was read.
 */
export function useRefusal(onPriceChanged: () => void) {
  const [fields, setFields] = useState<FieldErrors>({})
  const [sentence, setSentence] = useState<string | null>(null)
  const [newPrice, setNewPrice] = useState<string | null>(null)

  function show(problems: FieldErrors) {
    setFields(problems)
    setSentence(null)
    setNewPrice(null)
  }

  /** Once something is changed, what was wrong with it may be no longer. */
  function forgetFields() {
    setFields({})
  }

  function refuse({ code, message, fields: wrong, details }: ApiError) {
    if (code === 'price_changed' && typeof details.price === 'string') {
      setNewPrice(details.price)
      onPriceChanged()
      return
    }
    const { design, ...others } = wrong
    const sorted: FieldErrors = design ? { ...others, design_image_url: design } : others
    setFields(sorted)
    if (!SHOWN.some((name) => sorted[name])) setSentence(message)
  }

  return { fields, sentence, newPrice, show, refuse, forgetFields }
}

/** Leads to the first input that is wrong, each time something is refused. */
export function useFocusOnProblem(form: RefObject<HTMLElement | null>, fields: FieldErrors): void {
  useEffect(() => {
    if (Object.keys(fields).length === 0) return
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [form, fields])
}
