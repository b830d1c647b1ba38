import { lstatSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readCommitted } from '../git/committed.ts'
import { readText } from '../git/read-text.ts'
import type { Comparison } from '../git/revisions.ts'
import { makeFolder, writeWhole } from '../git/write.ts'
import { EXIT, type ExitCode } from '../report/exit-codes.ts'
import { type Baseline, renderBaseline } from '../review/baseline/baseline.ts'
import { checkBaseline } from '../review/baseline/problems.ts'
import type { ChangeSet } from '../review/change-set.ts'
import { review } from '../review/review.ts'
import { toBaseline } from '../settings/baseline.ts'
import type { Options } from '../settings/field.ts'
import { DEFAULT_OPTIONS } from '../settings/fields.ts'
import type { Invocation } from './invocation.ts'
import type { Task } from './task.ts'

/** The baseline that holds for an audit, of a commit or of the folder as it is. */
export function findBaseline(
  { root, commit }: { readonly root: string; readonly commit?: string },
  { baseline: path }: Options,
  isWhole: boolean,
): { readonly baseline?: Baseline } {
  const text =
    commit === undefined ? readText(join(root, path), root) : readCommitted(root, commit, path)
  return text === undefined ? {} : { baseline: { ...toBaseline({ path, text }), isWhole } }
}

/** The baseline that holds for a change, that of its base; and what is wrong with its own. */
export function compareBaselines(
  { root, base, after }: Comparison,
  { baseline: path, baselineGrowth }: Options,
): Pick<ChangeSet, 'baseline'> & { readonly problems: NonNullable<ChangeSet['settings']> } {
  // Most repositories have none: they are not to wait for Git.
  const isThere = lstatSync(join(root, path), { throwIfNoEntry: false }) !== undefined
  if (!isThere && after === undefined && path === DEFAULT_OPTIONS.baseline) return { problems: [] }

  const before = readCommitted(root, base, path)
  const later =
    after === undefined ? readText(join(root, path), root) : readCommitted(root, after, path)
  const baseline = before === undefined ? undefined : toBaseline({ path, text: before })
  const problems =
    later === undefined || later === before
      ? []
      : checkBaseline(baseline?.entries, { path, text: later }, baselineGrowth)
  return { ...(baseline && { baseline }), problems }
}

/** Writes all that an audit finds into the baseline, and says how much that is. */
export function writeBaseline(task: Task, { rules, terminal }: Invocation): ExitCode {
  const { changes, options, root } = task
  const { baseline: _, ...plain } = changes
  const { recordable } = review(plain, options, rules)
  const target = { path: join(root, options.baseline), roots: [root] }
  if (dirname(options.baseline) !== '.') makeFolder(target)
  writeWhole(target, renderBaseline(recordable))
  const noun = recordable.length === 1 ? 'finding' : 'findings'
  terminal.write(`Wrote ${recordable.length} ${noun} to ${options.baseline}.\n`)
  return EXIT.fine
}
