import type { YamlDocument } from '../yaml/document.ts'
import type { FileSecret, FoundSecret } from './kinds.ts'
import { isDescribingName, type NameKind, readSecretName } from './names.ts'
import { findInText, isSecretValue } from './recognize.ts'

/** The secrets of a file that are in no tree: in comments, and in a file that cannot be read. */
export function findLooseSecrets(document: YamlDocument): readonly FileSecret[] {
  const { text, problems } = document
  if (problems.length > 0) {
    const found = [...findInText(text), ...findByLines(text)]
    return found.map((each) => toSecret(text.slice(each.start, each.end), each, each.start))
  }
  const { joined, offsetOf } = joinComments(document)
  const commented = findInText(joined).map((each) =>
    toSecret(joined.slice(each.start, each.end), each, offsetOf(each.start)),
  )
  return [...commented, ...findBehind(document)]
}

/** Those in further documents, of which only the comments are read. */
function findBehind({ text, root }: YamlDocument): readonly FileSecret[] {
  const from = text.indexOf('\n---', root?.end ?? 0)
  if (from < 0) return []
  const rest = text.slice(from)
  return [...findInText(rest), ...findByLines(rest)].map((each) =>
    toSecret(rest.slice(each.start, each.end), each, from + each.start),
  )
}

function toSecret(value: string, { kind }: FoundSecret, offset: number): FileSecret {
  return { kind, value, forms: [], isNamed: kind === 'password', offset }
}

/** All comments as one text, since a key may take several. */
function joinComments({ comments, text }: YamlDocument) {
  const starts: (readonly [joined: number, own: number])[] = []
  let joined = ''
  for (const { start, end } of comments) {
    starts.push([joined.length, start])
    joined += `${text.slice(start + 1, end)}\n`
  }
  const offsetOf = (at: number) => {
    const [from, own] = starts.findLast(([first]) => first <= at) ?? [0, 0]
    return own + 1 + at - from
  }
  return { joined, offsetOf }
}

/** A line `name: value` of YAML, which may be an item of a list. */
const LINE = /^([ \t]{0,200}(?:-[ \t]{1,20}){0,10})["']?([\w.-]{1,200})["']?[ \t]{0,20}:(.*)$/

interface Level {
  readonly indent: number
  readonly kind: NameKind
}

/**
 * The values of a file that cannot be read as YAML, line by line: what stands under the name of a
 * secret, and what is indented below one.
 */
function* findByLines(text: string): Iterable<FoundSecret> {
  let level: Level | undefined
  let start = 0
  for (const line of text.split('\n')) {
    const indent = line.search(/[^ \t]/)
    if (level && indent >= 0 && indent <= level.indent) level = undefined
    const [, lead = '', name = '', rest = ''] = readLine(line.trimEnd())
    const value = name === '' ? line.trim().replace(/^-[ \t]+/, '') : withoutComment(rest)
    const own = readSecretName(name)
    const kind = own ?? (isDescribingName(name) ? undefined : level?.kind)
    if (own && (value === '' || BLOCK.test(value))) level = { indent: lead.length, kind: own }
    else if (kind && isSecretValue(kind, name, plainOf(value))) {
      const plain = plainOf(value)
      const at = start + line.indexOf(plain, name === '' ? 0 : lead.length + name.length)
      yield { kind: 'password', start: at, end: at + plain.length }
    }
    start += line.length + 1
  }
}

/** A colon without a space after it is a part of the value. */
function readLine(line: string): readonly string[] {
  const match = LINE.exec(line)
  return match && /^(?:[ \t]|$)/.test(match[3] ?? '') ? match : []
}

const BLOCK = /^[|>][-+\d]*$|^[&!]\S*$/

function withoutComment(text: string): string {
  const comment = text.search(/[ \t]#/)
  return (comment < 0 ? text : text.slice(0, comment)).trim()
}

/** A value without its tag and anchor, or the star of what is read as an alias, and without quotes. */
function plainOf(text: string): string {
  return unquote(text.replace(/^(?:[&!]\S{0,200}[ \t]{1,20}){0,4}\*?/, ''))
}

function unquote(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2').replace(/^["']/, '')
}
