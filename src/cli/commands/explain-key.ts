import { findKey, nameOf } from '../../cortex/keys/find.ts'
import { isCurrent, type Key } from '../../cortex/keys/keys.ts'
import { pageOf } from '../../docs/key-page.ts'
import { renderKeyText } from '../../docs/key-text.ts'
import { type Paint, wrap } from '../../report/formats/ansi.ts'
import { UserError } from '../../settings/user-error.ts'
import { KEYS_URL } from '../docs.ts'

const WIDTH = 90
const MOST_NAMES = 6

/**
 * What there is to know of a key of Cortex files; undefined if there is none of that path.
 *
 * Throws a UserError if the path may mean several keys.
 */
export function explainKey(path: string, paint: Paint): string | undefined {
  const lookup = findKey(path)
  if (lookup.kind === 'unknown') return undefined
  if (lookup.kind === 'ambiguous') {
    throw new UserError(
      `\`${path}\` is the end of several keys.`,
      `One of ${listNames(lookup.candidates)}.`,
    )
  }
  const { key, others } = lookup
  const lines = renderKeyText(key)
    .split('\n')
    .map((line) => wrap(line, WIDTH).join('\n  '))
  return [
    `${paint(key.path, 'bold')}  ${key.file === 'cluster' ? 'cluster config' : 'API spec'}`,
    lines[0] ?? '',
    lines.slice(1).join('\n'),
    ...(others.length > 0 ? [wrap(`See also ${listNames(others)}.`, WIDTH).join('\n')] : []),
    pageOf(key, KEYS_URL),
  ]
    .join('\n\n')
    .concat('\n')
}

/** A sentence with the key that a misspelt path may mean, if any comes close. */
export function suggestKey(path: string): string {
  const lookup = findKey(path)
  const nearest = lookup.kind === 'unknown' ? lookup.nearest : []
  return nearest.length > 0 ? ` Did you mean ${listNames(nearest)}?` : ''
}

function listNames(keys: readonly Key[]): string {
  const names = keys.map((key) => `\`${nameOf(key)}\`${isCurrent(key) ? '' : ' (old)'}`)
  const more = names.length - MOST_NAMES
  return more > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more` : names.join(', ')
}
