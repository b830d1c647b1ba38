import { type Day, daysBetween } from '../../text/day.ts'
import type { ChangeSet } from '../change-set.ts'
import type { Config } from '../config.ts'
import type { Finding } from '../finding.ts'
import type { IgnoreComment } from './comments.ts'
import type { ScopedIgnore } from './scope.ts'

/** When ignore comments count. */
export interface Terms {
  /** Absent: no comment has ended. */
  readonly today?: Day
  /** How many days ahead a comment may end at most, and that it must. */
  readonly days?: number
}

/** So many days before its end, a comment is noted. */
const NOTICE = 14

/** The terms of a review. */
export function termsOf({
  changeSet,
  config,
}: {
  readonly changeSet: ChangeSet
  readonly config: Config
}): Terms {
  const today = changeSet.basis?.today
  const { ignoreDays: days } = config
  return { ...(today !== undefined && { today }), ...(days !== undefined && { days }) }
}

/** Whether a comment counts on a day: it has not ended, and it ends as early as it must. */
export function holds({ ignores }: IgnoreComment, { today, days }: Terms): boolean {
  const { until } = ignores ?? {}
  if (until === undefined) return days === undefined
  if (today === undefined) return true
  const left = daysBetween(today, until)
  return left >= 0 && (days === undefined || left <= days)
}

/** Whether a comment ends within the next two weeks. */
export function endsSoon({ ignores }: IgnoreComment, { today }: Terms): boolean {
  if (today === undefined || ignores?.until === undefined) return false
  const left = daysBetween(today, ignores.until)
  return left >= 0 && left <= NOTICE
}

/** What keeps a comment from counting for its end: a sentence; undefined if nothing does. */
export function describeEnd({ ignores }: IgnoreComment, { today, days }: Terms) {
  const { until } = ignores ?? {}
  if (days === undefined) return undefined
  if (until === undefined) {
    return `This comment has no end, which \`ignore-days\` requires: add \`until\` and a date at most ${days} days ahead after the rules.`
  }
  if (today === undefined || daysBetween(today, until) <= days) return undefined
  return `This comment ends on ${until}, later than \`ignore-days\` allows: set a date at most ${days} days ahead.`
}

/** The finding, saying that the comment beside it does not count any more. */
export function sayThatItEnded(finding: Finding, { ignore }: ScopedIgnore): Finding {
  const said = finding.message.replace(/\.$/, '')
  const { until } = ignore.ignores ?? {}
  const hint =
    until === undefined
      ? `the ignore comment on line ${ignore.line} has no end, which \`ignore-days\` requires`
      : `the ignore comment on line ${ignore.line} ends on ${until} and does not apply`
  return { ...finding, message: `${said}; ${hint}.` }
}
