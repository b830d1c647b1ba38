import type { UnreadableReason } from '../cortex/files/content.ts'
import type { LeftOutFile } from '../review/change-set.ts'
import { writeMapping } from '../review/coverage/cluster-mapping.ts'
import type { Coverage } from '../review/coverage/coverage.ts'
import { quote } from '../text/wording.ts'
import { count } from './check.ts'

/** Why a file could not be read, as people say it. */
export const UNREADABLE: Readonly<Record<UnreadableReason, string>> = {
  'too-large': 'larger than 1 MiB',
  binary: 'binary',
  'not-utf8': 'not UTF-8',
  lfs: 'stored in Git LFS',
  link: 'a symbolic link',
  submodule: 'a submodule',
  unavailable: 'content not available',
}

/** Why a file was not judged, as people say it. */
export const NOT_JUDGED: Readonly<Record<LeftOutFile['reason'], string>> = {
  ...UNREADABLE,
  template: 'a template that is not YAML until it is rendered',
  'not-yaml': 'not valid YAML',
  'not-cortex': 'not recognized as a Cortex file',
  'over-limit': 'above the number of files that one run reads',
}

/** What was looked at, in one line. */
export function describeCoverage(coverage: Coverage): string {
  const { base, judged, read } = coverage
  const apis = read.filter(({ kind }) => kind === 'api').length
  const clusters = read.length - apis
  const parts = [
    `${count(judged.length, 'Cortex file')} checked`,
    apis > 0 && `${count(apis, 'unchanged API file')} read`,
    clusters > 0 && `${count(clusters, 'unchanged cluster config')} read`,
    ...listGaps(coverage),
  ].filter((part) => part !== false)
  return base ? `${parts.join(', ')}; compared with ${nameBase(base)}` : parts.join(', ')
}

/** What was not looked at, each in a few words. */
export function listGaps({ base, leftOut, unassigned }: Coverage): readonly string[] {
  const beyond = leftOut.filter(
    ({ reason, isContext }) => isContext && reason === 'over-limit',
  ).length
  const context = leftOut.filter(({ isContext }) => isContext).length - beyond
  const lost = leftOut.length - beyond - context
  return [
    lost > 0 && `${count(lost, base ? 'changed file' : 'file')} could not be checked`,
    context > 0 && `${count(context, 'unchanged file')} could not be read`,
    beyond > 0 && `${count(beyond, 'unchanged file')} above the limit not read`,
    unassigned.length > 0 && `no cluster known for ${count(unassigned.length, 'API file')}`,
  ].filter((part) => part !== false)
}

/** A file that was not judged: where, and why. */
export function describeLeftOut({ side, reason, line, isContext }: LeftOutFile): string {
  const old = side === 'before' && !isContext ? ' on the base' : ''
  return `${line === undefined ? '' : `line ${line}: `}${NOT_JUDGED[reason]}${old}`
}

/** What to do about API files without a cluster: a sentence, and lines for the settings. */
export function explainUnassigned({ unassigned, mapping }: Coverage) {
  if (unassigned.length === 0) return undefined
  const shown = unassigned.slice(0, MOST_NAMED)
  const more = unassigned.length - shown.length
  const names = [...shown.map(quote), ...(more > 0 ? [`and ${more} more`] : [])].join(', ')
  return {
    text:
      `No cluster is known for ${count(unassigned.length, 'API file')}: ${names}. They were not ` +
      'checked against a cluster config. Add their clusters to the settings file:',
    lines: writeMapping(mapping),
  }
}

const MOST_NAMED = 3

/** A commit by the name that people know, and the beginning of its own. */
export function nameBase({ commit, name, tip }: NonNullable<Coverage['base']>): string {
  const short = commit.slice(0, SHORT)
  if (name === undefined || name === commit) return short
  const moved = tip === undefined ? '' : `, now at ${tip.slice(0, SHORT)}`
  return `${name} (${short}${moved})`
}

const SHORT = 7
