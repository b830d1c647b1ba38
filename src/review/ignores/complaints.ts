import { findNearest } from '../../text/nearest.ts'
import type { TextEdit } from '../../text/text.ts'
import { toRange } from '../../text/text.ts'
import { alternatives, quote } from '../../text/wording.ts'
import type { Finding } from '../finding.ts'
import type { Trial } from '../fixes/trial.ts'
import { hash } from '../hash.ts'
import { handleOf } from '../identity/handle.ts'
import { findLocation } from '../place.ts'
import type { RuleMeta } from '../rule.ts'
import { locksOf, settingsFor } from '../selection.ts'
import type { WaitingComments } from './approval.ts'
import type { IgnoreComment } from './comments.ts'
import { describeEnd, endsSoon, type Terms, termsOf } from './ends.ts'
import { proveRemovals } from './removal.ts'
import {
  IGNORE_END_MISSING,
  IGNORE_ENDING,
  IGNORE_MALFORMED,
  IGNORE_REASON_MISSING,
  IGNORE_RULE_UNKNOWN,
  IGNORE_RULES,
  IGNORE_UNAPPROVED,
  IGNORE_UNUSED,
  POLICY_LOCKED,
} from './rules.ts'
import { ruleInFile, type ScopedIgnore } from './scope.ts'

/** Which rules a comment has ignored a finding of. */
export type UsedIgnores = Map<IgnoreComment, Set<string>>

/**
 * What is wrong with ignore comments that the change brings. What was wrong before is left out, as
 * with every other finding.
 */
export function complainAbout(
  scoped: readonly ScopedIgnore[],
  { used, waiting }: { readonly used: UsedIgnores; readonly waiting: WaitingComments },
  trial: Trial,
): readonly Finding[] {
  const earlier = new Set(
    trial.judgement.before.files.flatMap(({ document }) =>
      document.comments.map(({ text }) => text),
    ),
  )
  const fresh = scoped.filter(({ ignore }) => !earlier.has(ignore.comment.text))
  const terms = termsOf(trial)
  const ending = scoped
    .filter(({ ignore }) => endsSoon(ignore, terms))
    .flatMap((each) => report(each, noteEnd(each), trial))
    .concat(scoped.flatMap((each) => askForApproval(each, waiting, trial)))
  if (fresh.length === 0) return ending

  const known = [...trial.rules, ...IGNORE_RULES].map(({ id }) => id)
  const isUnused = createUnusedTest(used, trial)
  const complaints = fresh.flatMap((each) =>
    [
      ...complaintsOf(each, known, isUnused),
      ...describeLocked(each, trial),
      ...complainOfEnd(each, terms),
    ].flatMap((complaint) => report(each, complaint, trial)),
  )
  return [...proveRemovals(complaints, trial.judgement.after), ...ending]
}

interface Complaint {
  readonly rule: RuleMeta
  readonly message: string
  /** Whether the whole comment can go. */
  readonly isRemovable?: boolean
}

type UnusedTest = (each: ScopedIgnore, id: string) => boolean

function* complaintsOf(
  each: ScopedIgnore,
  known: readonly string[],
  isUnused: UnusedTest,
): Generator<Complaint> {
  const { ignores, isWhole } = each.ignore
  if (!ignores) {
    const message = `This comment is not understood; an ignore comment reads ${FORM}, with \`until\` and a date after the rules if it is to end.`
    yield { rule: IGNORE_MALFORMED, message }
    return
  }
  for (const id of ignores.ids) {
    if (!known.includes(id))
      yield { rule: IGNORE_RULE_UNKNOWN, message: describeUnknown(id, known) }
  }
  if (ignores.reason === '') {
    const message = 'This comment ignores nothing until it says why, after the bracket.'
    yield { rule: IGNORE_REASON_MISSING, message }
    return
  }
  const unused = ignores.ids.filter((id) => known.includes(id) && isUnused(each, id))
  if (unused.length === 0) return

  const message = `This comment has no effect: nothing here is found by ${alternatives(unused)}.`
  const isRemovable = isWhole && unused.length === ignores.ids.length
  yield { rule: IGNORE_UNUSED, message, isRemovable }
}

function noteEnd({ ignore }: ScopedIgnore): Complaint {
  const { until = '' } = ignore.ignores ?? {}
  const message = `This ignore comment ends on ${until}: fix the finding, or decide again.`
  return { rule: IGNORE_ENDING, message }
}

/** A comment that waits for an approver; its handle is what they accept. */
function askForApproval(
  each: ScopedIgnore,
  waiting: WaitingComments,
  trial: Trial,
): readonly Finding[] {
  const { ignores, line } = each.ignore
  const handle = waiting.get(each.ignore)
  if (handle === undefined || !ignores) return []
  const message =
    'This ignore comment is waiting for approval: it has no effect until an approver accepts it.'
  const { ids, reason, until } = ignores
  const rules = ids.map((id) => {
    return {
      id,
      category: trial.rules.find((rule) => rule.id === id)?.category ?? 'custom',
    } as const
  })
  const exception = { rules, reason, line, ...(until !== undefined && { until }) }
  return report(each, { rule: IGNORE_UNAPPROVED, message }, trial).map((finding) => {
    return { ...finding, handle, exception }
  })
}

function* complainOfEnd({ ignore }: ScopedIgnore, terms: Terms): Generator<Complaint> {
  const message = ignore.ignores && describeEnd(ignore, terms)
  if (message !== undefined) yield { rule: IGNORE_END_MISSING, message }
}

/** A comment cannot accept what a locked rule finds, whether it finds something here or not. */
function* describeLocked({ ignore }: ScopedIgnore, { rules, config }: Trial): Generator<Complaint> {
  for (const id of ignore.ignores?.ids ?? []) {
    const rule = rules.find((each) => each.id === id)
    const [lock] = rule ? locksOf(rule, config) : []
    if (!lock) continue
    const message = `This comment has no effect on ${quote(id)}: the rule is locked in ${quote(lock.by)}.`
    yield { rule: POLICY_LOCKED, message }
  }
}

const FORM = '`# cortex-review: ignore[rule-id] reason`'

function describeUnknown(id: string, known: readonly string[]): string {
  const nearest = findNearest(id, known)
  const hint = nearest ? `${quote(nearest)} was probably meant` : '`cortex-review rules` lists them'
  return `There is no rule ${quote(id)} to ignore; ${hint}.`
}

/**
 * Whether a comment certainly ignores nothing. A finding that was there before the change is none
 * of the review, yet the comment is about it; rules that are off or failed tell nothing; and an
 * audit has no change that comparing rules could judge.
 */
function createUnusedTest(used: UsedIgnores, trial: Trial): UnusedTest {
  const { changeSet, config, rules, judgement } = trial
  const isAudit = changeSet.before.size === 0
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const linesOf = indexPresent(judgement)

  return ({ file, ignore, first, last }, id) => {
    const rule = byId.get(id)
    if (used.get(ignore)?.has(id)) return false
    if (!rule) return true
    if (isAudit && 'compare' in rule) return false
    if (settingsFor(rule, file.path, config).severity === 'off') return false
    if (judgement.failures.some((failure) => failure.rule === id)) return false

    const lines = linesOf(id, file.path)
    return !lines.some((line) => line >= first && line <= last)
  }
}

/** On which lines of a file a rule sees something, new or not. */
function indexPresent({ present }: Trial['judgement']): (id: string, path: string) => number[] {
  const index = new Map<string, number[]>()

  for (const raw of present) {
    const { path, range } = findLocation(raw)
    const key = ruleInFile(raw.rule.id, path)
    const known = index.get(key)
    if (known) known.push(range.start.line)
    else index.set(key, [range.start.line])
  }
  return (id, path) => index.get(ruleInFile(id, path)) ?? []
}

function report(
  { file, scopes, ignore, first }: ScopedIgnore,
  { rule, message, isRemovable }: Complaint,
  { config }: Trial,
): readonly Finding[] {
  const severity = settingsFor(rule, file.path, config).severity ?? rule.severity
  if (severity === 'off') return []

  const { path, document } = file
  const subject = scopes.subjectAt(first)
  const title = 'Remove the comment'
  const fingerprint = hash([rule.id, subject, ignore.text, message])
  return [
    {
      rule,
      severity,
      message,
      location: { path, side: 'after', range: toRange(document.lines, ignore.comment) },
      subject,
      fingerprint,
      handle: handleOf(rule.id, path, subject, ignore.text, message),
      ...(isRemovable && {
        fix: { title, safety: 'safe', path, edits: [removeComment(document.text, ignore)] },
      }),
    },
  ]
}

/** With its line if nothing else is on it, else with the blanks before it. */
function removeComment(text: string, { comment }: ScopedIgnore['ignore']): TextEdit {
  let { start, end } = comment
  while (start > 0 && /[ \t]/.test(text[start - 1] ?? '')) start -= 1
  if (comment.ownLine) {
    if (text.startsWith('\r\n', end)) end += 2
    else if (text.startsWith('\n', end)) end += 1
  }
  return { start, end, text: '' }
}
