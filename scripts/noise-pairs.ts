import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CortexFile } from '../src/cortex/files/subject.ts'
import { judgeApiFile } from '../src/cortex/verdict/api.ts'
import { judgeClusterFile } from '../src/cortex/verdict/cluster.ts'
import type { ChangeSet } from '../src/review/change-set.ts'
import { type Config, DEFAULT_CONFIG } from '../src/review/config.ts'
import { type Review, review } from '../src/review/review.ts'
import type { Rule } from '../src/review/rule.ts'
import { diffTexts } from '../src/text/hunks.ts'

/** One changed file of a corpus; a side is undefined where the file was added or removed. */
export interface CorpusPair {
  readonly id: string
  readonly before: string | undefined
  readonly after: string | undefined
  readonly oldPath: string
  readonly path: string
  /** Whether the pair is known to differ in comments and format only. */
  readonly isFormatOnly: boolean
}

export interface JudgedPair extends CorpusPair {
  readonly judged: Review
}

interface PairMeta {
  readonly path?: string
  readonly old_path?: string | null
  readonly changed_fields?: readonly string[]
  readonly flags?: readonly string[]
}

/** What a corpus's script says of a pair whose data is the same on both sides. */
const FORMAT_ONLY = '= format/comments only'

/** Reads the pairs of a corpus; one without a description changes a `cortex.yaml`. */
export function readPairs(folder: string): readonly CorpusPair[] {
  const root = join(folder, 'pairs')
  if (!existsSync(root)) return []
  return readdirSync(root)
    .toSorted()
    .map((id) => readPair(id, join(root, id)))
}

function readPair(id: string, folder: string): CorpusPair {
  const read = (name: string) => {
    const path = join(folder, name)
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined
  }
  const meta: PairMeta = JSON.parse(read('meta.json') ?? '{}')
  const { path = 'cortex.yaml', changed_fields = [], flags = [] } = meta
  return {
    id,
    before: read('old.yaml'),
    after: read('new.yaml'),
    oldPath: meta.old_path ?? path,
    path,
    // Of text that is no YAML nobody knows whether its data changed.
    isFormatOnly: changed_fields.includes(FORMAT_ONLY) && !flags.includes('invalid-yaml'),
  }
}

/** Reviews a pair as the only change of a pull request. */
export function reviewPair(pair: CorpusPair, rules: readonly Rule[]): JudgedPair {
  return { ...pair, judged: review(toChangeSet(pair), EVERYTHING, rules) }
}

/** Some real files come from code blocks of pages, whose names say nothing of YAML. */
const EVERYTHING: Config = { ...DEFAULT_CONFIG, paths: ['**'] }

function toChangeSet({ before, after, oldPath, path }: CorpusPair): ChangeSet {
  const isRenamed = before !== undefined && after !== undefined && oldPath !== path
  return {
    before: new Map(before === undefined ? [] : [[oldPath, before]]),
    after: new Map(after === undefined ? [] : [[path, after]]),
    renames: new Map(isRenamed ? [[path, oldPath]] : []),
    hunks: new Map([[after === undefined ? oldPath : path, diffTexts(before ?? '', after ?? '')]]),
    unreadable: [],
  }
}

/**
 * Whether something is said of a pair in which nothing changed. Its pods may be replaced all the same:
 * Cortex compares the spelling of quantities.
 */
export function isFalseAlarm(pair: JudgedPair): boolean {
  const { findings, changes } = pair.judged
  return isUnchanged(pair) && findings.length + changes.length > 0
}

/** Whether a pair differs in comments, format, the order of keys and defaults that are written. */
export function isUnchanged({ isFormatOnly, judged }: JudgedPair): boolean {
  if (isFormatOnly) return true
  const [before, after] = [judged.before, judged.after].map(({ files }) => files.map(readByCortex))
  if (!before?.length || !after?.length || [...before, ...after].includes(undefined)) return false
  return JSON.stringify(before) === JSON.stringify(after)
}

/** What Cortex 0.42 reads from a file, with its defaults; undefined if it refuses the file. */
function readByCortex({ kind, document }: CortexFile): string | undefined {
  const { effective } =
    kind === 'api' ? judgeApiFile(document) : judgeClusterFile(document, { purpose: 'configure' })
  return effective === undefined ? undefined : JSON.stringify(effective, sortKeys)
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
