/** Plain data of a file, as JSON has it. */
export type Value = string | number | boolean | null | readonly Value[] | Tree
export interface Tree {
  readonly [key: string]: Value
}

/** Ways to write the same file, each legal for Cortex. */
export const SPELLINGS: ReadonlyMap<string, (value: Value) => string> = new Map([
  ['in blocks', (value) => block(value, 0, PLAIN)],
  ['as JSON', (value) => `${JSON.stringify(value, null, 2)}\n`],
  ['in quotes', (value) => block(value, 0, QUOTED)],
  ['in words and numbers of YAML 1.1', (value) => block(value, 0, ODD)],
  ['in another order, with comments and CRLF', writeReversed],
  ['with merge keys', (value) => block(merge(value), 0, PLAIN)],
  ['with anchors', writeWithAnchors],
])

interface Style {
  readonly key: (key: string) => string
  readonly scalar: (value: string | number | boolean | null) => string
}

const PLAIN: Style = {
  key: (key) => key,
  scalar: (value) =>
    typeof value === 'string' && /^[A-Za-z][\w./-]*$/.test(value) ? value : JSON.stringify(value),
}
const QUOTED: Style = {
  key: (key) => JSON.stringify(key),
  scalar: (value) => (typeof value === 'string' ? `'${value}'` : JSON.stringify(value)),
}
const ODD: Style = {
  key: (key) => key,
  scalar: (value) => {
    if (typeof value === 'boolean') return value ? 'Yes' : 'off'
    if (typeof value === 'number' && Number.isInteger(value)) return `0x${value.toString(16)}`
    return QUOTED.scalar(value)
  },
}

function block(value: Value, depth: number, style: Style): string {
  if (isScalar(value)) return ` ${style.scalar(value)}\n`
  const indent = '  '.repeat(depth)
  if (isList(value)) {
    if (value.length === 0) return ' []\n'
    const items = value.map((item) => `${indent}-${inItem(block(item, depth + 1, style))}`)
    return `\n${items.join('')}`
  }
  const entries = Object.entries(value)
  if (entries.length === 0) return ' {}\n'
  const lines = entries.map(
    ([key, inner]) => `${indent}${writeKey(key, style)}:${block(inner, depth + 1, style)}`,
  )
  return depth === 0 ? lines.join('') : `\n${lines.join('')}`
}

function writeKey(key: string, style: Style): string {
  return key === MERGE ? key : style.key(key)
}

/** The first key of an item stands beside its dash. */
function inItem(text: string): string {
  return text.startsWith('\n') ? ` ${text.slice(1).trimStart()}` : text
}

const MERGE = '<<'

function merge(value: Value): Value {
  if (isList(value)) return value.map(merge)
  if (isScalar(value)) return value
  const inner = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, merge(each)]))
  return { [MERGE]: [inner] }
}

function writeReversed(value: Value): string {
  const text = block(reverse(value), 0, PLAIN)
  return `# ours\n${text.replaceAll('\n', ' # why\n').trimStart()}`.replaceAll('\n', '\r\n')
}

function reverse(value: Value): Value {
  if (isList(value)) return value.map(reverse)
  if (isScalar(value)) return value
  const entries = Object.entries(value).map(([key, each]) => [key, reverse(each)] as const)
  return Object.fromEntries(entries.toReversed())
}

/** The first text of the file has an anchor, and wherever it comes again, its alias. */
function writeWithAnchors(value: Value): string {
  const text = block(value, 0, PLAIN)
  const known = new Set<string>()
  return text.replaceAll(/(: |- )([a-z][\w./-]*)$/gm, (_, before: string, word: string) => {
    const name = word.replaceAll(/\W/g, '_')
    if (known.has(name)) return `${before}*${name}`
    known.add(name)
    return `${before}&${name} ${word}`
  })
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value)
}

function isScalar(value: Value): value is string | number | boolean | null {
  return value === null || typeof value !== 'object'
}
