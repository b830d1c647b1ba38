import type { Hide } from '../../secrets/hide.ts'
import type { Day } from '../../text/day.ts'
import type { Exception } from '../finding.ts'
import type { Trial } from '../fixes/trial.ts'
import { locksOf } from '../selection.ts'
import { isComplete } from './comments.ts'
import { holds, termsOf } from './ends.ts'
import { scopeComments } from './scope.ts'

/** An ignore comment that counts, whether it accepts something now or not. */
export interface ExceptionInForce extends Exception {
  readonly path: string
  /** When and by whom the line was last changed, as far as Git tells. */
  readonly since?: Day
  readonly by?: string
}

/** The ignore comments of an audit that are in force; none of a locked rule is. */
export function listExceptions(trial: Trial, hide: Hide): readonly ExceptionInForce[] {
  if (!trial.changeSet.basis?.isAudit) return []
  const terms = termsOf(trial)
  const rules = new Map(trial.rules.map((rule) => [rule.id, rule]))
  return scopeComments(trial.judgement.after)
    .filter(({ ignore }) => isComplete(ignore) && holds(ignore, terms))
    .flatMap(({ file, ignore: { ignores, line } }) => {
      const { ids = [], reason = '', until } = ignores ?? {}
      const known = ids.flatMap((id) => {
        const rule = rules.get(id)
        return rule && locksOf(rule, trial.config).length === 0 ? [rule] : []
      })
      if (known.length === 0) return []
      const named = known.map(({ id, category }) => ({ id, category }))
      return [
        { path: file.path, line, rules: named, reason: hide(reason), ...(until && { until }) },
      ]
    })
}

/** When and by whom a line was last changed. */
export interface LineOrigin {
  readonly since: Day
  readonly by: string
}

/** Says of exceptions since when they are there, and by whom, as far as that is known. */
export function dateExceptions(
  exceptions: readonly ExceptionInForce[],
  originOf: (path: string, line: number) => LineOrigin | undefined,
): readonly ExceptionInForce[] {
  return exceptions.map((each) => ({ ...each, ...originOf(each.path, each.line) }))
}
