import * as fc from 'fast-check'
import type { ChangeSet } from '../../src/review/change-set.ts'
import { type Config, DEFAULT_CONFIG } from '../../src/review/config.ts'
import { diffTexts, type Hunk } from '../../src/text/hunks.ts'
import { mutated } from './mutations.ts'
import { readFiles } from './texts.ts'

const files = readFiles()
const names = files.map(({ path }) => path.split('/').at(-1) ?? path)
/** Any of the texts. */
export const texts = fc.constantFrom(...files.map(({ text }) => text))

/** One file of a change; the sides come from one text, or from two. */
interface FileChange {
  readonly path: string
  readonly oldPath: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** Names that say what a file is, and names that are an attack. */
export const paths = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...names) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'a/@team/cortex.yaml',
      '`x` | <!-- -->/cluster.yaml',
      '::error::\u001b[31m\n/cluster.yaml',
      '\u202e/[x](y)/cortex.yml',
      '__proto__/#1.yaml',
    ),
  },
)

const fileChange: fc.Arbitrary<FileChange> = texts.chain((text) => {
  const same = fc.constant(text)
  return fc.record({
    path: paths,
    oldPath: paths,
    before: fc.option(mutated(same, 2), { nil: undefined, freq: 6 }),
    after: fc.option(mutated(fc.oneof({ weight: 5, arbitrary: same }, texts), 4), {
      nil: undefined,
      freq: 8,
    }),
  })
})

/** Changes of up to three files. */
export const changeSets = fc.array(fileChange, { minLength: 1, maxLength: 3 }).map(toChangeSet)

export const configs: fc.Arbitrary<Config> = fc.constantFrom<Config>(
  DEFAULT_CONFIG,
  DEFAULT_CONFIG,
  { ...DEFAULT_CONFIG, cortexVersion: { from: 42, to: 42 } },
  { ...DEFAULT_CONFIG, paths: ['**/*.yaml', 'cluster.yaml', 'cortex.yaml', ...names] },
)

/** Numbers the files, so that their paths differ. */
export function toChangeSet(changes: readonly FileChange[]): ChangeSet {
  const before = new Map<string, string>()
  const after = new Map<string, string>()
  const renames = new Map<string, string>()
  const hunks = new Map<string, readonly Hunk[]>()

  for (const [index, change] of changes.entries()) {
    const path = `${index}/${change.path}`
    const oldPath = change.after === undefined ? path : `${index}/${change.oldPath}`
    if (change.before !== undefined) before.set(oldPath, change.before)
    if (change.after !== undefined) after.set(path, change.after)
    const isRenamed = change.before !== undefined && change.after !== undefined && oldPath !== path
    if (isRenamed) renames.set(path, oldPath)
    hunks.set(path, diffTexts(change.before ?? '', change.after ?? ''))
  }
  return { before, after, renames, hunks, unreadable: [] }
}
