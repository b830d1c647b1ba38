import { recognize } from '../../cortex/files/recognize.ts'
import type { KeyFile } from '../../cortex/keys/keys.ts'
import { parseDocument } from '../../yaml/document.ts'

/** Where a line is, by indentation: while somebody writes, the text is rarely whole. */
export interface Place {
  readonly file: KeyFile
  /** The names of the keys that the line stands in. */
  readonly steps: readonly string[]
  /** What the API around says of its kind. */
  readonly kind?: string
  /** The other keys of the same map. */
  readonly siblings: readonly string[]
}

interface Line {
  /** The column of the first dash; -1 without one. */
  readonly dash: number
  /** The column of the key, after the dashes. */
  readonly column: number
  /** Empty if the line has none. */
  readonly key: string
  readonly value: string
}

/** The place of the line that an offset is in. */
export function findPlace(text: string, offset: number, path: string): Place {
  const lines = text.split('\n').map(readLine)
  const at = text.slice(0, offset).split('\n').length - 1
  const file = fileOf(text, path)
  const kind = file === 'api' ? findKind(lines, at) : undefined
  return {
    file,
    steps: findSteps(lines, at),
    siblings: findSiblings(lines, at),
    ...(kind !== undefined && { kind }),
  }
}

function fileOf(text: string, path: string): KeyFile {
  const known = recognize(parseDocument(text), path)
  if (known !== undefined) return known
  const name = path.slice(path.lastIndexOf('/') + 1)
  return /^-(?: |$)/m.test(text) || name.includes('cortex') ? 'api' : 'cluster'
}

const KEY = /^["']?([\w.-]+)["']? {0,9}:(?: |$)/

function readLine(row: string): Line {
  let column = skipSpaces(row, 0)
  let dash = -1
  while (row[column] === '-' && (row[column + 1] ?? ' ') === ' ') {
    if (dash < 0) dash = column
    column = skipSpaces(row, column + 1)
  }
  const rest = row.slice(column)
  const [start = '', key = ''] = KEY.exec(rest) ?? []
  const [value = ''] = rest.slice(start.length).split(' #', 1)
  return { dash, column, key, value: value.trim() }
}

function skipSpaces(row: string, from: number): number {
  let at = from
  while (row[at] === ' ') at += 1
  return at
}

/** From the line upwards: what stands further to the left is around it. */
function findSteps(lines: readonly Line[], at: number): readonly string[] {
  const steps: string[] = []
  let inner = lines[at]
  for (let index = at - 1; inner && index >= 0; index -= 1) {
    const line = lines[index]
    if (!line || line.key === '') continue
    const isParent = inner.dash < 0 ? line.column < inner.column : line.column <= inner.dash
    if (isParent) steps.unshift(line.key)
    // The first key of an item tells where the list stands.
    const startsItem = inner.dash < 0 && line.column === inner.column && line.dash >= 0
    if (isParent || startsItem) inner = line
  }
  return steps
}

function findSiblings(lines: readonly Line[], at: number): readonly string[] {
  const own = lines[at]
  if (!own) return []
  const up = own.dash < 0 ? lines.slice(0, at).toReversed() : []
  return [...takeMap(up, own.column, true), ...takeMap(lines.slice(at + 1), own.column, false)]
}

/** The keys in a column until the map ends; upwards the line with the dash still belongs to it. */
function takeMap(lines: readonly Line[], column: number, isUp: boolean): readonly string[] {
  const keys: string[] = []
  for (const line of lines) {
    if (line.key === '' || line.column > column) continue
    const isOther = line.column < column || (line.dash >= 0 && !isUp)
    if (isOther) break
    keys.push(line.key)
    if (line.dash >= 0) break
  }
  return keys
}

function findKind(lines: readonly Line[], at: number): string | undefined {
  const outer = lines.find(({ dash }) => dash >= 0)?.dash ?? 0
  const starts = lines.flatMap(({ dash }, index) => (dash === outer ? [index] : []))
  const start = starts.findLast((index) => index <= at) ?? 0
  const end = starts.find((index) => index > at)
  const item = lines.slice(start, end)
  return item.find(({ key, column }) => key === 'kind' && column === item[0]?.column)?.value
}
