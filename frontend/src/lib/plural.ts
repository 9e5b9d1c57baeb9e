const rules = new Intl.PluralRules('en')

/** plural(1, 'item') → "1 item"; plural(3, 'box', 'boxes') → "3 boxes". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${rules.select(count) === 'one' ? one : many}`
}
