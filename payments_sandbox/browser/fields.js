/* What a card's number, expiry and security code look like, and what is wrong with them, in the
   words of Stripe's English. Pure: no DOM. */

const BRANDS = [
  { brand: 'amex', pattern: /^3[47]/, length: 15, groups: [4, 6, 5], cvc: 4 },
  { brand: 'diners', pattern: /^3(0[0-5]|[689])/, length: 14, groups: [4, 6, 4], cvc: 3 },
  { brand: 'visa', pattern: /^4/, length: 16, groups: [4, 4, 4, 4], cvc: 3 },
  { brand: 'mastercard', pattern: /^(5[1-5]|2[2-7])/, length: 16, groups: [4, 4, 4, 4], cvc: 3 },
  { brand: 'discover', pattern: /^6(011|4[4-9]|5)/, length: 16, groups: [4, 4, 4, 4], cvc: 3 },
  { brand: 'jcb', pattern: /^35/, length: 16, groups: [4, 4, 4, 4], cvc: 3 },
  { brand: 'unionpay', pattern: /^62/, length: 16, groups: [4, 4, 4, 4], cvc: 3 },
]
const UNKNOWN = { brand: 'unknown', length: 16, groups: [4, 4, 4, 4], cvc: 3 }

export const digitsOf = (text) => text.replace(/\D/g, '')
export const brandOf = (number) =>
  BRANDS.find(({ pattern }) => pattern.test(digitsOf(number))) ?? UNKNOWN

/** "4242424242424242" → "4242 4242 4242 4242"; digits beyond the brand's length fall away. */
export function formatNumber(text) {
  const { length, groups } = brandOf(text)
  let rest = digitsOf(text).slice(0, length)
  const parts = []
  for (const size of groups) {
    if (rest) parts.push(rest.slice(0, size))
    rest = rest.slice(size)
  }
  return parts.join(' ')
}

/** "5" → "05 / ", "1234" → "12 / 34", "12/2034" → "12 / 34". */
export function formatExpiry(text, deleting = false) {
  let digits = digitsOf(text)
  if (/^[2-9]/.test(digits) || /^1\s*\//.test(text)) digits = `0${digits}`
  if (/^\d\d20\d\d$/.test(digits)) digits = digits.slice(0, 2) + digits.slice(4)
  digits = digits.slice(0, 4)
  if (digits.length < 2 || (digits.length === 2 && deleting)) return digits
  return `${digits.slice(0, 2)} / ${digits.slice(2)}`
}

export const formatCvc = (text, number) => digitsOf(text).slice(0, brandOf(number).cvc)

function passesLuhn(digits) {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

const error = (code, message) => ({ type: 'validation_error', code, message })

/* Each check gives null when right. `incomplete_…` is shown only once the field is left. */
export const CHECKS = {
  number(text) {
    const digits = digitsOf(text)
    if (digits.length < brandOf(text).length)
      return error('incomplete_number', 'Your card number is incomplete.')
    return passesLuhn(digits) ? null : error('invalid_number', 'Your card number is invalid.')
  },
  expiry(text) {
    const digits = digitsOf(text)
    const month = Number(digits.slice(0, 2))
    if (digits.length >= 2 && (month < 1 || month > 12))
      return error('invalid_expiry_month', 'Your card’s expiration month is invalid.')
    if (digits.length < 4)
      return error('incomplete_expiry', 'Your card’s expiration date is incomplete.')
    const year = 2000 + Number(digits.slice(2))
    const today = new Date()
    if (year < today.getFullYear())
      return error('invalid_expiry_year_past', 'Your card’s expiration year is in the past.')
    if (year === today.getFullYear() && month <= today.getMonth())
      return error('invalid_expiry_month_past', 'Your card’s expiration date is in the past.')
    if (year > today.getFullYear() + 50)
      return error('invalid_expiry_year', 'Your card’s expiration year is invalid.')
    return null
  },
  cvc(text, number) {
    return text.length < brandOf(number).cvc
      ? error('incomplete_cvc', 'Your card’s security code is incomplete.')
      : null
  },
  postalCode(text) {
    return text.trim() ? null : error('incomplete_zip', 'Your postal code is incomplete.')
  },
}
