import { posix } from 'node:path'
import { parseBaseline } from '../../review/baseline/baseline.ts'
import { checkBaseline } from '../../review/baseline/problems.ts'
import type { ChangeSet } from '../../review/change-set.ts'
import { toBaseline } from '../../settings/baseline.ts'
import { SETTINGS_PATHS } from '../../settings/files.ts'
import { readFiles, type Source } from './blobs.ts'
import type { MergeGroupTask, PullRequestTask } from './event.ts'
import { type ChangedFile, oldPathOf } from './files.ts'
import type { Scope } from './reading.ts'

interface Change {
  readonly task: PullRequestTask | MergeGroupTask
  readonly files: readonly ChangedFile[]
  /** The names in the folder of the settings on the base, if they are known. */
  readonly siblings: readonly string[] | undefined
}

type Baselines = Pick<ChangeSet, 'baseline'> & {
  /** That of the head, if the change touches it; empty if it is gone or cannot be read. */
  readonly proposed?: NonNullable<ChangeSet['baseline']>
  readonly problems: NonNullable<ChangeSet['settings']>
}

/**
 * The baseline of the base, which holds, and what is wrong with that of the head. Asks for nothing
 * where the base is known to have none and the change brings none.
 */
export async function compareBaselines(
  source: Source,
  { baseline }: Scope,
  { task, files, siblings }: Change,
): Promise<Baselines> {
  if (!baseline) return { problems: [] }
  const { path, growth, isBound = false } = baseline
  const isTouched = files.some((file) => [file.path, oldPathOf(file)].includes(path))
  const isListed = posix.dirname(path) === posix.dirname(SETTINGS_PATHS[0]) ? siblings : undefined
  const isAbsent = isListed !== undefined && !isListed.includes(posix.basename(path))
  if (isAbsent && !isTouched) return { problems: [] }

  const sides = isTouched ? [task.baseSha, task.headSha] : [task.baseSha]
  const wanted = sides.map((commit) => ({ path, name: { expression: `${commit}:${path}` } }))
  const { contents } = await readFiles(source, wanted)
  const [before, after] = contents.map((content) => ('text' in content ? content.text : undefined))
  const known = before === undefined ? undefined : toBaseline({ path, text: before })
  const problems =
    after === undefined
      ? []
      : checkBaseline(known?.entries, { path, text: after }, isBound ? 'bound' : growth)
  const proposed = { path, entries: parseBaseline(after ?? '') ?? [] }
  return { ...(known && { baseline: known }), problems, ...(isTouched && { proposed }) }
}
