import type { Comparison } from '../../cortex/compare/comparison.ts'
import { SUBJECT_KINDS } from '../../cortex/files/subject.ts'
import { once } from '../../text/once.ts'
import type { RawFinding } from '../evaluate.ts'
import type { Finding } from '../finding.ts'
import { type ScopedIgnore, scopeComments } from './scope.ts'

/** What the comments of the old side tell of those of the new one. */
export interface Acceptance {
  /** Whether a comment accepts a finding: of an event, only what came with the comment. */
  readonly accepts: (raw: RawFinding, each: ScopedIgnore) => boolean
  /** Whether the change brings a comment, or edits it. */
  readonly isNew: (each: ScopedIgnore) => boolean
}

/**
 * An ignore comment accepts a state as long as it stands, and an event only in the change that brings
 * or edits the comment: what was said of one change says nothing of a later one.
 */
export function createAcceptance(comparison: Comparison): Acceptance {
  const earlier = once(() => listEarlier(comparison))
  const isNew = (each: ScopedIgnore) => !earlier().has(keyOf(each))
  return { isNew, accepts: ({ rule }, each) => !('compare' in rule) || isNew(each) }
}

/** The comments of the old side, by the specs that they are about on the new one. */
function listEarlier({ before, counterpartOf }: Comparison): ReadonlySet<string> {
  const scoped = scopeComments(before)
  if (scoped.length === 0) return new Set()
  const later = new Map(
    SUBJECT_KINDS.flatMap((kind) => before.subjects(kind)).map((subject) => [
      subject.identity,
      counterpartOf(subject)?.identity ?? subject.identity,
    ]),
  )
  return new Set(scoped.map((each) => keyOf(each, later)))
}

/** What a comment says, and about which key of which spec; wherever it stands. */
export function keyOf(
  { file, scopes, ignore, first }: ScopedIgnore,
  later: ReadonlyMap<string, string> = new Map(),
): string {
  const subject = scopes.subjectAt(first)
  const { start, end } = file.document.lines.lineSpan(first)
  const [, key = ''] =
    /^[\s-]{0,200}["']?(\w[\w-]{0,200})["']?[ \t]{0,20}:/.exec(
      file.document.text.slice(start, end),
    ) ?? []
  return JSON.stringify([ignore.text.replace(/\s+/g, ' '), later.get(subject) ?? subject, key])
}

/** The finding, saying that the comment beside it is about another change. */
export function askForRenewal(finding: Finding, { ignore }: ScopedIgnore): Finding {
  const said = finding.message.replace(/\.$/, '')
  const hint = `the ignore comment on line ${ignore.line} accepts an earlier change, so edit its reason to accept this one`
  return { ...finding, message: `${said}; ${hint}.` }
}
