import type { ProposedProblem } from '../change-set.ts'
import { type BaselineEntry, findGrowth, parseBaseline } from './baseline.ts'

/** A baseline of one side. */
export interface BaselineText {
  readonly path: string
  readonly text: string
}

/**
 * What is wrong with the baseline that a change brings: it may only shrink. The first one of a
 * repository is said, and not refused.
 */
export function checkBaseline(
  before: readonly BaselineEntry[] | undefined,
  { path, text }: BaselineText,
  growth: 'error' | 'allow' | 'bound',
): readonly ProposedProblem[] {
  const entries = parseBaseline(text)
  if (!entries) return [{ path, message: NOT_READABLE, range: rangeOf(text, '') }]
  if (growth === 'bound') return askForApproval(findGrowth(before ?? [], entries), { path, text })
  if (growth === 'allow' || !before) return []
  return findGrowth(before, entries).map(({ rule, path: file, severity, fingerprint }) => ({
    path,
    kind: 'grown',
    message: `This entry accepts ${article(severity)} of \`${rule}\` in \`${file}\` that the baseline of the base branch does not accept: a baseline can only shrink. Fix the finding, or accept it with an ignore comment.`,
    range: rangeOf(text, fingerprint),
  }))
}

/** Where policy approvers decide, they accept all new entries as one; the problem binds them. */
function askForApproval(
  news: readonly BaselineEntry[],
  { path, text }: BaselineText,
): readonly ProposedProblem[] {
  const [first] = news
  if (!first) return []
  const some = news.length === 1 ? 'a finding' : `${news.length} findings`
  const message = `The baseline accepts ${some} that the base branch does not accept: a policy approver has to accept this change.`
  const binds = news.map(({ fingerprint, path: file, severity }) => [fingerprint, file, severity])
  return [{ path, kind: 'weakened', message, range: rangeOf(text, first.fingerprint), binds }]
}

/** The problem of a baseline that is none; the end of a sentence. */
export const NOT_READABLE =
  'the baseline cannot be read; write it with `cortex-review audit --write-baseline`.'

function article(severity: string): string {
  return severity === 'error' ? 'an error' : `a ${severity === 'info' ? 'note' : severity}`
}

/** The line that has a text; the first one if none has. */
function rangeOf(text: string, part: string) {
  const lines = text.split('\n')
  const at = Math.max(
    0,
    lines.findIndex((line) => line.includes(part)),
  )
  const end = { line: at + 1, column: (lines[at] ?? '').replace(/\r$/, '').length + 1 }
  return { start: { line: at + 1, column: 1 }, end }
}
