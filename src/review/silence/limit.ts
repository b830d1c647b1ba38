import { FINDINGS_NOT_LISTED } from '../engine-rules.ts'
import type { Finding } from '../finding.ts'
import { hash } from '../hash.ts'
import { handleOf } from '../identity/handle.ts'

/**
 * How many findings of rules one review lists: nobody reads as many, and every output grows with
 * them. A thousand clusters with some problems each stay below.
 */
export const MOST_FINDINGS = 5_000

/** What a review lists of its findings, and what it says of the others. */
export interface Limited<T> {
  readonly listed: readonly T[]
  /** One finding for all that are not listed, if there are any; as severe as the worst of them. */
  readonly rest: readonly Finding[]
}

/** Lists the first findings, so the most important ones have to come first. */
export function limitFindings<T extends { readonly finding: Finding }>(
  ranked: readonly T[],
  most = MOST_FINDINGS,
): Limited<T> {
  const rest = ranked.slice(most)
  const [worst] = rest
  if (!worst) return { listed: ranked, rest: [] }
  const handles = rest.map(({ finding }) => finding.handle)
  return { listed: ranked.slice(0, most), rest: [sumUp(worst.finding, handles, most)] }
}

function sumUp({ severity, location }: Finding, handles: readonly string[], most: number): Finding {
  const rule = FINDINGS_NOT_LISTED
  const count = handles.length
  const findings = count === 1 ? 'finding' : 'findings'
  return {
    rule,
    severity,
    message: `Review has ${count} more ${findings} and lists only the ${most} most severe: resolve them and run it again.`,
    location,
    subject: '',
    fingerprint: hash([rule.id]),
    handle: handleOf(rule.id, handles),
  }
}
