import * as z from 'zod/mini'

/** What the shop asks of every password; it knows the rest of its rules itself. */
export const newPassword = z.string().check(z.minLength(8, 'Use at least 8 characters.'))

export const NEW_PASSWORD_HINT =
  'At least 8 characters, not only digits, not a common password and not like your username or e-mail.'
