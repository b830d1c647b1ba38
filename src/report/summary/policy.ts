import type { BaselineEntry } from '../../review/baseline/baseline.ts'
import type { Finding } from '../../review/finding.ts'
import { truncate } from '../../text/truncate.ts'
import { count } from '../check.ts'
import { ICONS } from '../comment/comment.ts'
import { code, prose, shortCode, table, tableRow } from '../markdown.ts'
import { makeVisible } from '../visible.ts'

/** What a change of the policy does, for people to look at; nothing of it is obeyed. */
export interface PolicyReport {
  readonly changes: readonly {
    readonly name: string
    readonly paths?: readonly string[]
    readonly before: string
    readonly after: string
    readonly effect: string
  }[]
  /** What the repository would be told more and less of; or why that is not known. */
  readonly findings:
    | { readonly appear: readonly Finding[]; readonly disappear: readonly Finding[] }
    | { readonly unknown: string }
  /** What the baseline accepts more. */
  readonly exceptions: readonly BaselineEntry[]
}

/** The summary has to hold the findings, too. */
const MOST_ROWS = 20
const LONGEST = 120

/** The section about a change of the policy; '' if there is nothing to say. */
export function renderPolicy({ changes, findings, exceptions }: PolicyReport): string {
  const parts = [
    changes.length > 0 && renderChanges(changes),
    'unknown' in findings
      ? `The effect on the findings of this repository is not known: ${prose(findings.unknown)}`
      : renderEffect(findings),
    exceptions.length > 0 && renderExceptions(exceptions),
  ].filter(Boolean)
  return [
    '### Policy changes',
    'They take effect once they are on the base branch; this review uses the settings of the base branch.',
    ...parts,
  ].join('\n\n')
}

function renderChanges(changes: PolicyReport['changes']): string {
  const rows = changes.slice(0, MOST_ROWS).map(({ name, paths, before, after, effect }) => {
    const where = paths ? ` in ${shortCode(paths.join(', '), LONGEST)}` : ''
    return tableRow([
      code(name) + where,
      shortCode(before, LONGEST),
      shortCode(after, LONGEST),
      effect === 'weaker' ? `**${effect}**` : effect,
    ])
  })
  const header = ['Rule or setting', 'Before', 'After', 'Effect']
  return withRest(table(header, rows), changes.length - rows.length, 'change')
}

function renderEffect({
  appear,
  disappear,
}: Exclude<PolicyReport['findings'], { readonly unknown: string }>): string {
  if (appear.length + disappear.length === 0) {
    return 'No finding of this repository would appear or disappear.'
  }
  const said = `In this repository, ${count(appear.length, 'finding')} would appear and ${disappear.length} would disappear.`
  const all = [
    ...appear.map((finding) => ({ finding, state: 'appears' })),
    ...disappear.map((finding) => ({ finding, state: 'disappears' })),
  ]
  const rows = all.slice(0, MOST_ROWS).map(({ finding, state }) => {
    const { severity, rule, location } = finding
    const { path, range } = location
    const place = `${truncate(makeVisible(path), LONGEST)}:${range.start.line}`
    return tableRow([ICONS[severity], code(place), code(rule.id), state])
  })
  const list = table(['', 'Location', 'Rule', ''], rows)
  return `${said}\n\n${withRest(list, all.length - rows.length, 'finding')}`
}

function renderExceptions(exceptions: readonly BaselineEntry[]): string {
  const rows = exceptions.slice(0, MOST_ROWS).map(({ rule, path, severity }) => {
    return tableRow([ICONS[severity], shortCode(rule, LONGEST), shortCode(path, LONGEST)])
  })
  const said = `The baseline accepts ${count(exceptions.length, 'more finding')}:`
  const list = table(['', 'Rule', 'File'], rows)
  return `${said}\n\n${withRest(list, exceptions.length - rows.length, 'entry')}`
}

function withRest(list: string, rest: number, noun: string): string {
  if (rest <= 0) return list
  return `${list}\n\n${count(rest, `more ${noun}`, noun === 'entry' ? 'more entries' : undefined)} not shown.`
}
