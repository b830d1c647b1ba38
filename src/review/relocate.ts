import type { Comparison } from '../cortex/compare/comparison.ts'
import type { Located } from '../cortex/files/subject.ts'
import type { RawFinding } from './evaluate.ts'

/**
 * Says a finding about a file that the change leaves alone where the change is that causes it, as far
 * as the rule names it. There the fix, which is one of the other file, makes no sense.
 */
export function createRelocation({
  before,
  changes,
}: Comparison): (finding: RawFinding) => RawFinding {
  const untouched = new Set(before.files)
  const changed = new Map<Located, Located | undefined>()
  for (const change of changes) {
    if (change.event === 'added') changed.set(change.after, undefined)
    if (change.event === 'modified') changed.set(change.after, change.before)
  }

  return (finding) => {
    const { subject, problem } = finding
    if (!untouched.has(subject.file)) return finding

    const causes = (problem.causes ?? []).filter(({ subject: { file } }) => !untouched.has(file))
    // What is no more has no change of its own: that leaves what it stood in.
    const cause = causes.find((each) => changed.has(each.subject)) ?? causes.at(-1)
    if (!cause) return finding

    const { rule, severity, side, reads, cluster: home } = finding
    const { message, refuses } = problem
    const earlier = changed.get(cause.subject)
    return {
      rule,
      severity,
      side,
      subject: cause.subject,
      ...(earlier && { before: earlier }),
      problem: { at: cause.at, message, ...(refuses && { refuses }) },
      about: subject,
      reads,
      ...(home !== undefined && { cluster: home }),
    }
  }
}
