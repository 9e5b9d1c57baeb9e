import { beforeAll, describe, expect, it } from 'vitest'
import { words } from '@/testing/design-documents'
import { packsOfShop } from '@/testing/packs'
import type { TextLayer } from './document'
import { lettersOf, missingOf, textSizeOf } from './text'

/* Few, as golden files hold the rest to what Python's tests say of it. */

const packs = packsOfShop()

function text(changes: Partial<TextLayer> = {}): TextLayer {
  return words({ width_mm: 100, size_mm: 20, align: 'center', ...changes })
}

beforeAll(() => packs.load({ layers: [text(), text({ font: 'press-start-2p-400' })] }))

describe('words', () => {
  it('are wrapped where the box ends, and no sooner', () => {
    const content = 'one two three four'
    const whole = textSizeOf(text({ content, width_mm: 5000 }), packs)
    const fits = textSizeOf(text({ content, width_mm: whole.width_mm }), packs)
    const breaks = textSizeOf(text({ content, width_mm: whole.width_mm - 0.01 }), packs)
    expect(fits).toEqual(whole)
    expect(breaks.height_mm).toBeCloseTo(whole.height_mm + 1.2 * 20)
  })

  it('end where the box ends when they are aligned to the right', () => {
    const [left] = lettersOf(text({ align: 'left', width_mm: 200 }), packs)
    const [right] = lettersOf(text({ align: 'right', width_mm: 200 }), packs)
    const { width_mm } = textSizeOf(text(), packs)
    const x = (letter = left) => letter?.transforms[0]?.values[0] ?? NaN
    expect(x(right) - x(left)).toBeCloseTo(200 - width_mm, 3)
  })

  it('arch and smile about the middle of their box', () => {
    for (const curve_deg of [180, -180]) {
      const turns = lettersOf(text({ content: 'AAA', curve_deg }), packs).map(
        (letter) => letter.transforms[0]?.values[0] ?? NaN,
      )
      expect(turns[1]).toBe(0)
      expect(turns[2]).toBeCloseTo(-(turns[0] ?? NaN))
      expect(Math.sign(turns[2] ?? NaN)).toBe(Math.sign(curve_deg))
    }
  })

  it('name once what cannot be drawn', () => {
    expect(missingOf(text({ content: 'A 😀 and 😀\u200d猫' }), packs)).toEqual(['😀', '猫'])
    expect(missingOf(text({ content: 'x\u0301', font: 'press-start-2p-400' }), packs)).toEqual([
      '\u0301',
    ])
  })
})
