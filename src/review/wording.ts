import { quote } from '../text/wording.ts'

/** What a message adds where a value is fixed once the cluster runs. */
export const REFUSED_WHEN_RUNNING = '`cortex cluster configure` refuses this on a running cluster'

const LONGEST_LIST = 3

/** A value as code, said to be the default where the file does not say it. */
export function quoteOrDefault(value: string | number | boolean, isWritten: boolean): string {
  return isWritten ? quote(String(value)) : `the default ${quote(String(value))}`
}

/** Phrases as `a, b and c`; of many only the first few. */
export function enumerate(phrases: readonly string[], most = LONGEST_LIST): string {
  const shown = phrases.slice(0, most)
  const rest = phrases.length - shown.length
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`
  if (shown.length < 2) return shown.join('')
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}
