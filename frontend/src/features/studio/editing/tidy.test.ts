import { expect, test } from 'vitest'
import schema from '../../../../../backend/customkeeps/drawing/document.schema.json'
import { OUTLINE_RANGE, RANGES } from './tidy'

type Range = { minimum: number; maximum: number }

/** A property's range, wherever the schema says it. */
function rangeOf(name: string): readonly [number, number] {
  const { text, outline, ...defs } = schema.$defs
  const properties: Record<string, unknown> = name === 'outline' ? {} : text.properties
  const found = (name === 'outline' ? outline.properties.width_mm : properties[name]) as
    Range | { $ref: string }
  const { minimum, maximum } =
    '$ref' in found
      ? ((defs as Record<string, unknown>)[found.$ref.split('/').pop()!] as Range)
      : found
  return [minimum, maximum]
}

test.each(Object.entries(RANGES))('the range of %s is the schema’s', (name, range) => {
  expect(range).toEqual(rangeOf(name))
})

test('the range of an outline is the schema’s', () => {
  expect(OUTLINE_RANGE).toEqual(rangeOf('outline'))
})
