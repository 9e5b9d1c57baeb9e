import { expect, test } from 'vitest'
import { changeInWords, formatBytes, warningFor } from './words'

const before = { size: { width: 6000, height: 4000 }, bytes: 9_857_000 }

test('says what was made smaller and what it still prints at', () => {
  expect(
    changeInWords({ before, size: { width: 4200, height: 2800 }, bytes: 5_000_000, dpi: 355.6 }),
  ).toBe(
    'We made it smaller, from 6000 × 4000 to 4200 × 2800 pixels, so that it can be sent. It still prints at 355 DPI.',
  )
})

test('says that no pixel was lost where none was', () => {
  expect(changeInWords({ before, size: before.size, bytes: 3_250_000, dpi: 508 })).toBe(
    'We saved it again, from 9.4 MB to 3.1 MB, so that it can be sent. All its pixels are kept, and it prints at 508 DPI.',
  )
})

test('claims no density where the size in print is not known', () => {
  const size = { width: 4200, height: 2800 }
  expect(changeInWords({ before, size, bytes: 5_000_000, dpi: null })).toBe(
    'We made it smaller, from 6000 × 4000 to 4200 × 2800 pixels, so that it can be sent.',
  )
})

test('warns calmly below 150 DPI and strongly below 100', () => {
  const size = { width: 600, height: 400 }
  expect(warningFor(size, 150)).toBeNull()
  expect(warningFor(size, 120)).toEqual({
    tone: 'caution',
    sentence:
      'At this size it prints at 120 DPI, so fine details may look soft. If you have a larger version, with 750 × 500 pixels or more, choose that one.',
  })
  expect(warningFor(size, 50)).toEqual({
    tone: 'danger',
    sentence:
      'This picture is too small for this print: at 50 DPI it will look blurry. Choose a version with 1800 × 1200 pixels or more.',
  })
})

test('counts megabytes as the shop does', () => {
  expect(formatBytes(5 * 1024 * 1024)).toBe('5 MB')
})
