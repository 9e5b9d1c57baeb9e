/**
 * The address a `Link` header names under a relation: `<https://x/?offset=10>; rel="next"`.
 * Null when there is none, as on the last page of a list.
 */
export function linkedAddress(header: string | null, relation: string): URL | null {
  for (const [, address = '', parameters = ''] of header?.matchAll(/<([^>]*)>([^,<]*)/g) ?? []) {
    const isThis = new RegExp(`;\\s*rel="?${relation}"?\\s*(;|$)`).test(parameters.trim())
    if (isThis && URL.canParse(address)) return new URL(address)
  }
  return null
}
