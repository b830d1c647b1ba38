import { findWritten, type Spot } from '../cortex/files/written.ts'
import type { KeyPath } from '../text/text.ts'
import { quote } from '../text/wording.ts'

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
