import { mayBeCortex } from '../../cortex/files/recognize.ts'
import { quote } from '../../text/wording.ts'
import type { ChangeSet } from '../change-set.ts'
import type { Config } from '../config.ts'
import { FILE_UNREADABLE } from '../engine-rules.ts'
import type { Finding } from '../finding.ts'
import { hash } from '../hash.ts'
import { handleOf } from '../identity/handle.ts'
import { createSelection } from '../selection.ts'

/**
 * How much text of Cortex files one run reviews, in characters of both sides: time and memory grow
 * with it, and a change that is meant for people has less than a hundredth.
 */
export const MOST_TEXT = 8_000_000

/** A change set without what is too much for one run, and what is to be said of that. */
export interface Fitted {
  readonly changeSet: ChangeSet
  /** Of each file that is left out; the run fails for them, whatever the settings say. */
  readonly findings: readonly Finding[]
}

/**
 * Leaves out what goes beyond the work of one run: files in the order of their paths, those that
 * changed first. What is counted is text, never time, so that the result is the same everywhere.
 */
export function fitVolume(changeSet: ChangeSet, config: Config, most = MOST_TEXT): Fitted {
  const { before, after, renames } = changeSet
  const origin = (path: string) => renames.get(path) ?? path
  const isChanged = (path: string) => before.get(origin(path)) !== after.get(path)
  const kept = new Set([...after.keys()].map(origin))
  const removed = [...before.keys()].filter((path) => !kept.has(path))
  const paths = [...after.keys(), ...removed].toSorted()

  const selection = createSelection(config)
  let left = most
  const omitted = new Set<string>()
  for (const path of [...paths.filter(isChanged), ...paths.filter((each) => !isChanged(each))]) {
    const texts = [before.get(origin(path)), after.get(path)].filter((text) => text !== undefined)
    if (!selection.isForced(path) && !texts.some((text) => mayBeCortex(text, path))) continue
    const length = texts.reduce((sum, text) => sum + text.length, 0)
    if (length > left) omitted.add(path)
    else left -= length
  }
  if (omitted.size === 0) return { changeSet, findings: [] }

  const isOmitted = new Set([...omitted, ...[...omitted].map(origin)])
  const without = (side: ReadonlyMap<string, string>) =>
    new Map([...side].filter(([path]) => !isOmitted.has(path)))
  const sideOf = (path: string): 'before' | 'after' => (after.has(path) ? 'after' : 'before')
  const leftOut = [...omitted].map((path) => ({
    path,
    side: sideOf(path),
    reason: 'over-limit' as const,
    ...(!isChanged(path) && { isContext: true as const }),
  }))
  const basis = { ...changeSet.basis, leftOut: [...(changeSet.basis?.leftOut ?? []), ...leftOut] }
  return {
    changeSet: { ...changeSet, before: without(before), after: without(after), basis },
    findings: [...omitted].map((path) => report(path, sideOf(path))),
  }
}

function report(path: string, side: 'before' | 'after'): Finding {
  const rule = FILE_UNREADABLE
  const start = { line: 1, column: 1 }
  return {
    rule,
    severity: rule.severity,
    message: `${quote(path)} was not reviewed: the change has more text of Cortex files than one run reviews.`,
    location: { path, side, range: { start, end: start } },
    subject: '',
    fingerprint: hash([rule.id, path]),
    handle: handleOf(rule.id, path, 'volume'),
  }
}
