const formats = new Map<string, Intl.NumberFormat>()

function moneyFormat(currency: string): Intl.NumberFormat {
  let format = formats.get(currency)
  if (!format) {
    format = new Intl.NumberFormat('en-PH', { style: 'currency', currency })
    formats.set(currency, format)
  }
  return format
}

/**
 * "4050.00" → "₱4,050.00". The amount stays a decimal string all the way into Intl, which formats
 * strings exactly, so no amount ever becomes a binary float.
 */
export function formatMoney(amount: string, currency = 'PHP'): string {
  return moneyFormat(currency).format(amount as Intl.StringNumericLiteral)
}

/** Whether an amount such as "0.00" is nothing, so that its row can be left out. */
export function isZeroMoney(amount: string): boolean {
  return /^-?0*(\.0*)?$/.test(amount)
}

const percentFormat = new Intl.NumberFormat('en-PH', { maximumFractionDigits: 2 })

/** "10.00" → "10%", "7.50" → "7.5%". */
export function formatPercent(percent: string): string {
  return `${percentFormat.format(percent as Intl.StringNumericLiteral)}%`
}
