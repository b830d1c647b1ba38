import { hasShare, listShares } from '../cortex/capacity/fallback.ts'
import type { Located } from '../cortex/files/subject.ts'
import { findWritten, type Spot } from '../cortex/files/written.ts'
import type { NodeGroup } from '../cortex/tables/cluster-types.ts'
import type { KeyPath } from '../text/text.ts'
import { quote } from '../text/wording.ts'
import type { FixEdit } from './rule.ts'

/** What a message adds where a value is fixed once the cluster runs. */
export const REFUSED_WHEN_RUNNING =
  '`cortex cluster configure` rejects this change on a running cluster'

const LONGEST_LIST = 3

/** A value as code, said to be the default where the file does not say it. */
export function quoteOrDefault(value: string | number | boolean, isWritten: boolean): string {
  return isWritten ? quote(String(value)) : `the default ${quote(String(value))}`
}

/** Phrases as `a, b, and c`; of many only the first few. */
export function enumerate(phrases: readonly string[], most = LONGEST_LIST): string {
  const shown = phrases.slice(0, most)
  const rest = phrases.length - shown.length
  if (rest > 0) return `${shown.join(', ')}, and ${rest} more`
  if (shown.length < 3) return shown.join(' and ')
  return `${shown.slice(0, -1).join(', ')}, and ${shown.at(-1)}`
}

/** Names with what they are names of, such as ``APIs `a` and `b` ``. */
export function nameAll(noun: string, names: readonly string[]): string {
  return `${noun}${names.length === 1 ? '' : 's'} ${enumerate(names.map(quote))}`
}

/** What follows the first of several: ` and 2 more images`, or nothing. */
export function andMore(count: number, noun: string): string {
  return count === 0 ? '' : ` and ${count} more ${noun}${count === 1 ? '' : 's'}`
}

/** The title of a fix that puts a key back, with the value that the old side has. */
export function restoreTitle(earlier: Spot, path: KeyPath): string {
  const key = String(path.at(-1))
  const was = findWritten(earlier, path)
  if (was === undefined) return `Remove ${quote(key)} to restore the default`
  const isScalar = was === null || typeof was !== 'object'
  return `Restore ${quote(isScalar ? `${key}: ${String(was)}` : key)}`
}

/** The on-demand instances that a spot group, or an older cluster, no longer has among its own. */
export interface LostShare {
  readonly at: KeyPath
  /** What happened to each key; the first may say in `where` it was. */
  readonly describe: (where: string) => string
  readonly title: string
  /** All keys of the share: half of it would be another risk. */
  readonly edits: readonly FixEdit[]
}

/** Finds what a change takes away of the share; undefined where some of it is left. */
export function findLostShare(
  before: Pick<NodeGroup, 'spot_config'>,
  after: Pick<NodeGroup, 'spot_config'>,
  of: { readonly earlier: Located; readonly isWritten: (path: KeyPath) => boolean },
): LostShare | undefined {
  const shares = listShares(before).map(({ field, value }) => {
    return { field, value, path: ['spot_config', field] }
  })
  const [first] = shares
  if (!first || hasShare(after)) return undefined

  const describe = (where: string) => {
    const phrases = shares.map(({ field, value, path }, index) => {
      const none = quoteOrDefault(0, of.isWritten(path))
      const key = quote(field) + (index === 0 ? where : '')
      return `${key} lowered from ${quote(String(value))} to ${none}`
    })
    return enumerate(phrases)
  }
  return {
    at: first.path,
    describe,
    title:
      shares.length > 1 ? 'Restore the on-demand capacity' : restoreTitle(of.earlier, first.path),
    edits: shares.map(({ path }) => ({ op: 'restore', path })),
  }
}
