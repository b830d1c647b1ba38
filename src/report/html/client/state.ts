import { toCsv } from '../../audit/csv.ts'
import type { FindingRow } from '../row.ts'

/** What the table shows: filters by name, and the column it is sorted by. */
export interface TableState {
  readonly filters: Readonly<Record<string, string>>
  readonly sort: string
  readonly isDescending: boolean
}

export const FIRST_STATE: TableState = { filters: {}, sort: '', isDescending: false }

const NAMES = ['q', 'severity', 'rule', 'category', 'repo', 'owner', 'state']
const KEYS = ['severity', 'rule', 'repo', 'path', 'message', 'owner', 'since'] as const
const RANK = { error: 0, warning: 1, info: 2 }

/** Reads the end of an address, e.g. `#rule=…&repo=…&sort=-since`. */
export function parseHash(hash: string): TableState {
  const given = new URLSearchParams(hash.replace(/^#/, ''))
  const filters = NAMES.flatMap((name) => {
    const value = given.get(name)
    return value ? [[name, value]] : []
  })
  const sort = given.get('sort') ?? ''
  return {
    filters: Object.fromEntries(filters),
    sort: sort.replace(/^-/, ''),
    isDescending: sort.startsWith('-'),
  }
}

export function toHash({ filters, sort, isDescending }: TableState): string {
  const given = new URLSearchParams(filters)
  if (sort) given.set('sort', `${isDescending ? '-' : ''}${sort}`)
  const text = given.toString()
  return text && `#${text}`
}

/** The indexes of the rows to show, in their order. */
export function selectRows(rows: readonly FindingRow[], state: TableState): readonly number[] {
  const { filters, sort, isDescending } = state
  const { q = '', state: kind = '', ...exact } = filters
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  const isShown = (row: FindingRow) =>
    isOfState(row, kind) &&
    Object.entries(exact).every(([name, value]) => has(row, name, value)) &&
    (words.length === 0 || hasWords(row, words))
  const found = rows.flatMap((row, index) => (isShown(row) ? [index] : []))
  const key = KEYS.find((each) => each === sort)
  if (!key) return found

  const compare = comparing(rows, key)
  const sign = isDescending ? -1 : 1
  return found.sort((a, b) => sign * compare(a, b) || a - b)
}

/** The rows as CSV, with a head. */
export function rowsToCsv(rows: readonly FindingRow[]): string {
  const head = [
    'severity',
    'rule',
    'repository',
    'path',
    'line',
    'message',
    'owner',
    'since',
    'state',
    'reason',
    'url',
  ]
  return toCsv([
    head,
    ...rows.map((row) => [
      row.severity,
      row.rule,
      row.repo,
      row.path,
      row.line,
      row.message,
      row.owner,
      row.since,
      row.state,
      row.reason,
      row.url,
    ]),
  ])
}

function isOfState({ state }: FindingRow, wanted: string): boolean {
  if (wanted === '') return state !== 'excepted'
  return wanted === 'all' || state === wanted
}

function has(row: FindingRow, name: string, value: string): boolean {
  if (name === 'owner') return row.owner.split(' ').includes(value)
  return name !== 'severity' && name !== 'rule' && name !== 'category' && name !== 'repo'
    ? true
    : row[name] === value
}

function hasWords(
  { repo, rule, path, message, owner, reason }: FindingRow,
  words: readonly string[],
) {
  const text = [repo, rule, path, message, owner, reason].join(' ').toLowerCase()
  return words.every((word) => text.includes(word))
}

function comparing(rows: readonly FindingRow[], key: (typeof KEYS)[number]) {
  if (key === 'severity') {
    return (a: number, b: number) =>
      RANK[rows[a]?.severity ?? 'info'] - RANK[rows[b]?.severity ?? 'info']
  }
  const { compare } = new Intl.Collator('en', { numeric: true })
  const textOf = (index: number) =>
    key === 'path' ? `${rows[index]?.path}:${rows[index]?.line}` : (rows[index]?.[key] ?? '')
  return (a: number, b: number) => compare(textOf(a), textOf(b))
}
