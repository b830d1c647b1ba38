import type { Finding } from '../finding.ts'
import type { Trial } from '../fixes/trial.ts'
import { handleOf } from '../identity/handle.ts'
import { locksOf } from '../selection.ts'
import { type IgnoreComment, isComplete } from './comments.ts'
import { keyOf } from './renewal.ts'
import { IGNORE_UNAPPROVED } from './rules.ts'
import type { ScopedIgnore } from './scope.ts'

interface Told {
  readonly finding: Finding
}

/** The handles of the comments that wait for an approver. */
export type WaitingComments = ReadonlyMap<IgnoreComment, string>

/**
 * Tells which comments have to be accepted in the change that brings them: not in an audit, which has
 * no change, nor where all rules are locked, so that nobody can accept them.
 */
export function createWaiting(
  { config, changeSet, rules }: Trial,
  isNew: (each: ScopedIgnore) => boolean,
): (each: ScopedIgnore) => boolean {
  if (config.ignoreComments !== 'approved' || changeSet.basis?.isAudit) return () => false
  const isLocked = (id: string) => {
    const rule = rules.find((each) => each.id === id)
    return rule !== undefined && locksOf(rule, config).length > 0
  }
  return (each) => {
    const { ids = [] } = each.ignore.ignores ?? {}
    return isComplete(each.ignore) && isNew(each) && !ids.every(isLocked)
  }
}

/**
 * Names the comments that wait. The handle binds the comment, its place and the findings that it would
 * accept with their values: an approval ends when one of them changes.
 */
export function nameWaiting(
  comments: readonly ScopedIgnore[],
  pending: ReadonlyMap<Told, ScopedIgnore>,
): WaitingComments {
  const covered = new Map<IgnoreComment, string[]>()
  for (const [{ finding }, { ignore }] of pending) {
    covered.set(ignore, [...(covered.get(ignore) ?? []), finding.handle])
  }
  return new Map(
    comments.map((each) => {
      const handles = covered.get(each.ignore) ?? []
      const { file, ignore } = each
      return [ignore, handleOf(IGNORE_UNAPPROVED.id, file.path, keyOf(each), handles.toSorted())]
    }),
  )
}

/** The finding, saying that the comment beside it is not accepted yet. */
export function sayThatItWaits<T extends Told>(
  each: T,
  comment: ScopedIgnore | undefined,
  waiting: WaitingComments,
): T {
  const handle = comment && waiting.get(comment.ignore)
  if (!comment || handle === undefined) return each
  const { finding } = each
  const { line } = comment.ignore
  const said = finding.message.replace(/\.$/, '')
  const message = `${said}; the ignore comment on line ${line} is waiting for approval.`
  return { ...each, finding: { ...finding, message, waiting: { handle, line } } }
}
