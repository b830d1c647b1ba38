import type { Located } from '../../cortex/files/subject.ts'
import type { RawFinding } from '../evaluate.ts'
import type { Silence } from './silence.ts'

/** The findings that need no word, since another one says more, or in a file for tests. */
export function* supersede(
  findings: readonly RawFinding[],
): Iterable<readonly [RawFinding, Silence]> {
  const claims = new Map<string, string>()
  for (const { rule, subject: own, problem } of findings) {
    for (const id of rule.supersedes ?? []) {
      for (const subject of [own, ...(problem.affects ?? [])]) {
        claims.set(claimOf(id, subject, subject.identity), rule.id)
      }
    }
  }
  for (const finding of findings) {
    const { rule, subject, isMinor } = finding
    const by =
      claims.size > 0
        ? outerIdentities(subject.identity)
            .map((outer) => claims.get(claimOf(rule.id, subject, outer)))
            .find((each) => each !== undefined)
        : undefined
    if (by !== undefined) yield [finding, { why: 'superseded', by }]
    else if (isMinor) yield [finding, { why: 'minor' }]
  }
}

function claimOf(id: string, { file }: Located, identity: string): string {
  return `${id} ${identity} ${file.path}`
}

/** An identity, and those of what it stands in. */
function outerIdentities(identity: string): readonly string[] {
  const steps = identity.split('/')
  return steps.map((_, index) => steps.slice(0, index + 1).join('/'))
}
