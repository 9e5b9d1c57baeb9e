import type { Size } from '@/lib/print-layout'
import { sharpnessAt, sharpSize } from './dpi'

const MIB = 1024 * 1024
const megabytes = new Intl.NumberFormat('en-PH', { maximumFractionDigits: 1 })

/** 5242880 → "5 MB", as the shop counts them. */
export function formatBytes(bytes: number): string {
  return `${megabytes.format(bytes / MIB)} MB`
}

/** "6000 × 4000 pixels" */
export function formatPixels({ width, height }: Size): string {
  return `${width} × ${height} pixels`
}

/** Whole dots per inch, never rounded up over a limit that is not met. */
const whole = (dpi: number) => Math.floor(dpi + 0.05)

type Change = {
  before: { size: Size; bytes: number }
  size: Size
  bytes: number
  dpi: number | null
}

/** What was done to a picture so that it can be sent, exactly, and what that means for the print. */
export function changeInWords({ before, size, bytes, dpi }: Change): string {
  if (before.size.width === size.width) {
    const prints = dpi === null ? '' : `, and it prints at ${whole(dpi)} DPI`
    return `We saved it again, from ${formatBytes(before.bytes)} to ${formatBytes(bytes)}, so that it can be sent. All its pixels are kept${prints}.`
  }
  const from = `${before.size.width} × ${before.size.height}`
  const prints = dpi === null ? '' : ` It still prints at ${whole(dpi)} DPI.`
  return `We made it smaller, from ${from} to ${formatPixels(size)}, so that it can be sent.${prints}`
}

export type Warning = { tone: 'caution' | 'danger'; sentence: string }

/** What a shopper should know about a picture with few pixels before paying; null when it is fine. */
export function warningFor(size: Size, dpi: number): Warning | null {
  const sharpness = sharpnessAt(dpi)
  if (sharpness === 'sharp') return null
  const needed = formatPixels(sharpSize(size, dpi))
  if (sharpness === 'soft') {
    return {
      tone: 'caution',
      sentence: `At this size it prints at ${whole(dpi)} DPI, so fine details may look soft. If you have a larger version, with ${needed} or more, choose that one.`,
    }
  }
  return {
    tone: 'danger',
    sentence: `This picture is too small for this print: at ${whole(dpi)} DPI it will look blurry. Choose a version with ${needed} or more.`,
  }
}
