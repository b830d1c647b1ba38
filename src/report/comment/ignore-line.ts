import type { ChangeSet } from '../../review/change-set.ts'
import type { Config } from '../../review/config.ts'
import type { Finding } from '../../review/finding.ts'
import { type Review, review } from '../../review/review.ts'
import type { Rule } from '../../review/rule.ts'
import { documentAt, lineAt } from '../documents.ts'
import { makeVisible } from '../visible.ts'
import { placeOnHead } from './head-place.ts'

/** A line to be put into a file of the new side. */
export interface IgnoreLine {
  readonly path: string
  /** The line that it goes above. */
  readonly line: number
  /** With its indentation, without a line break. */
  readonly text: string
  /** How many other findings it makes ignored, too. */
  readonly others: number
}

/** What a finding was found in. */
export interface IgnoreTrial {
  readonly judged: Review
  readonly changeSet: ChangeSet
  readonly config: Config
  readonly rules: readonly Rule[]
}

/**
 * The line that makes an ignore comment for a finding, proven: with it in place, the finding is
 * ignored, and none is new. Undefined if there is no such place, as in a block of text.
 */
export function findIgnoreLine(
  finding: Finding,
  reason: string,
  trial: IgnoreTrial,
): IgnoreLine | undefined {
  const { judged } = trial
  const { path, range } = placeOnHead(finding, judged)
  const document = documentAt(judged.after, path)
  if (!document) return undefined

  const first = document.lines.positionAt(document.root?.start ?? 0).line
  const comment = `# cortex-review: ignore[${finding.rule.id}] ${toComment(reason)}`
  for (const line of new Set([range.start.line, first])) {
    const { start } = document.lines.lineSpan(line)
    const [indent = ''] = /^ */.exec(lineAt(document, line)) ?? []
    const text = indent + comment
    const changed = `${document.text.slice(0, start)}${text}\n${document.text.slice(start)}`
    const ignored = countIgnored(finding, { path, text: changed }, trial)
    if (ignored > 0) return { path, line, text, others: ignored - 1 }
  }
  return undefined
}

/** How many findings a changed file ignores more; 0 if the finding is not among them. */
function countIgnored(
  { handle }: Finding,
  file: { readonly path: string; readonly text: string },
  { judged, changeSet, config, rules }: IgnoreTrial,
): number {
  const after = new Map([...changeSet.after, [file.path, file.text]])
  // Whether the comment has to be approved is another question.
  const open = { ...config, ignoreComments: 'anyone' } as const
  const { findings, ignored } = review({ ...changeSet, after }, open, rules)
  const known = new Set(judged.findings.map((each) => each.handle))
  for (const accepted of judged.accepted) known.add(accepted.finding.handle)
  const isProven =
    ignored.some((each) => each.finding.handle === handle) &&
    findings.every((each) => known.has(each.handle))
  const waiting = judged.findings.filter((each) => each.waiting).length
  return isProven ? ignored.length - judged.ignored.length - waiting : 0
}

/** On one line; what would begin another directive is left out. */
function toComment(reason: string): string {
  return makeVisible(reason)
    .replace(/#\s*(?=cortex[-_ ]?review)/gi, '')
    .trim()
}
