import { mayBeCortex, recognize } from '../../src/cortex/files/recognize.ts'
import type { ChangeSet } from '../../src/review/change-set.ts'
import { DEFAULT_CONFIG } from '../../src/review/config.ts'
import type { Finding } from '../../src/review/finding.ts'
import { type Review, review } from '../../src/review/review.ts'
import type { Rule } from '../../src/review/rule.ts'
import { rules } from '../../src/rules/index.ts'
import { parseDocument } from '../../src/yaml/document.ts'
import { renderEverything } from './outputs.ts'

/** What holds for every change, whoever made it; each function lists what does not. */
export function judge(changes: ChangeSet, given: readonly Rule[] = rules): Review {
  return review(changes, DEFAULT_CONFIG, given)
}

/** Whatever is recognized as Cortex's passes the cheap test, as a whole and cut anywhere. */
export function ruledOut(path: string, texts: readonly string[]): readonly string[] {
  return texts.filter(
    (text) => !mayBeCortex(text, path) && recognize(parseDocument(text), path) !== undefined,
  )
}

/** The outputs in which a secret stands. */
export function leaks(secret: string, changes: ChangeSet): readonly string[] {
  return Object.entries(renderEverything(judge(changes), changes))
    .filter(([, text]) => text.includes(secret))
    .map(([output, text]) => `${output}: …${around(text, secret)}…`)
}

function around(text: string, secret: string): string {
  const at = text.indexOf(secret)
  return text.slice(Math.max(at - 80, 0), at + secret.length + 40)
}

/** Findings of one review that cannot be told apart. */
export function alike({ findings }: Review): readonly string[] {
  return (['handle', 'fingerprint'] as const).flatMap((name) => {
    const seen = new Map<string, Finding>()
    return findings.flatMap((finding) => {
      const other = seen.get(finding[name])
      seen.set(finding[name], finding)
      return other ? [`${name} of ${describe(other)} and ${describe(finding)}`] : []
    })
  })
}

/** Findings of two reviews that say different things and could be accepted at once. */
export function sharedAcceptances(one: Review, other: Review): readonly string[] {
  const known = new Map(one.findings.map((finding) => [finding.handle, finding]))
  return other.findings.flatMap((finding) => {
    const twin = known.get(finding.handle)
    return twin && said(twin) !== said(finding)
      ? [`${describe(twin)} and ${describe(finding)}: ${finding.handle}`]
      : []
  })
}

/** Of specs with one name, which Cortex refuses, it does not matter which one is meant. */
function said({ rule, message, subject }: Finding): string {
  return JSON.stringify([rule.id, message, subject.replaceAll(/#\d+(?=\/|$)/g, '')])
}

function describe({ rule, message, location }: Finding): string {
  return `${rule.id} in line ${location.range.start.line} (${message})`
}
