import type { Finding } from './findings'

/*
 * What a shopper wants printed in spite of what was found. It is about exactly what was said: once
 * the picture is made larger still, the question comes again.
 */

/** Names a finding with all that it says. */
export function keyOf({ code, placement, layer, sentence }: Finding): string {
  return JSON.stringify([placement, layer, code, sentence])
}

/** Whether it may go into the cart: no errors, and every doubt answered. */
export function isReady(findings: readonly Finding[], insisted: ReadonlySet<string>): boolean {
  return findings.every(
    (finding) =>
      finding.level === 'warning' || (finding.level === 'confirm' && insisted.has(keyOf(finding))),
  )
}

/** The set with this finding in it, or not. */
export function insisting(
  insisted: ReadonlySet<string>,
  finding: Finding,
  insists: boolean,
): ReadonlySet<string> {
  const next = new Set(insisted)
  if (insists) next.add(keyOf(finding))
  else next.delete(keyOf(finding))
  return next
}
