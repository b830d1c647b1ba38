import type { Span } from '../text/text.ts'

/** A value that a text gives a name. */
export interface Assigned extends Span {
  readonly name: string
  /** Whether more words follow, as in a sentence. */
  readonly isPhrase: boolean
}

/** A name and what separates it from its value: `NAME: `, `"name":`, `name=`, `--name `. */
const NAME =
  /(?<![\w.$:-])(?:--?)?([A-Za-z_][\w.-]{0,200})(?:(["']?[ \t]{0,20}(?::=|=>|[:=])[ \t]{0,20})|[ \t]{1,20}(?=[^\s=:-])|["'][ \t]{0,20},[ \t]{0,20}(?=["'][^-]))/g

const LONGEST_VALUE = 4000

/**
 * The values that a text gives to the names that matter, also in comments, command lines, query
 * strings and files that cannot be read.
 */
export function findAssigned(
  text: string,
  matters: (name: string) => boolean,
): readonly Assigned[] {
  const found: Assigned[] = []
  NAME.lastIndex = 0
  for (let match = NAME.exec(text); match; match = NAME.exec(text)) {
    const [whole, name = '', separator] = match
    const start = match.index + whole.length
    // Without a sign between, only an option has a value: `--password abc`.
    if (separator === undefined && !whole.startsWith('-')) {
      NAME.lastIndex = match.index + name.length
      continue
    }
    const value = matters(name) ? readValue(text, start, separator) : undefined
    if (value) found.push({ name, ...value })
    // What is no such value may be a name itself: `env: password=abc`.
    NAME.lastIndex = value?.end ?? start
  }
  return found
}

function readValue(text: string, start: number, separator = ' ') {
  const rest = text.slice(start, start + LONGEST_VALUE)
  const quoted = /^"((?:[^"\\\n]|\\.)*)"|^'((?:[^'\n]|'')*)'|^`([^`\n]*)`/.exec(rest)
  if (quoted) return spanOf(start + 1, quoted[0].length - 2, false)
  if (/^[|>][-+\d]*(?:\s|$)/.test(rest)) return undefined

  const [token = ''] = REFERENCE.exec(rest) ?? /^["'`]?[^\s"'`]*/.exec(rest) ?? []
  const inner = /^["'`]/.test(token) ? 1 : 0
  const end = endOf(token, separator)
  if (end <= inner) return undefined
  const after = rest.slice(end)
  const isPhrase =
    separator.includes(':') && /^[.,;]?[ \t]+[^\s#]/.test(after) && !/^,[ \t]/.test(after)
  return spanOf(start + inner, end - inner, isPhrase)
}

/** What may have spaces in it, though no quotes are around it. */
const REFERENCE = /^\$\([^()\n]*\)[^\s"'`]*|^\$?\{\{[^{}\n]*\}\}[^\s"'`]*|^<[^<>\n]*>/

/** Where a value without quotes ends: before what closes a list, ends a sentence or goes on. */
function endOf(token: string, separator: string): number {
  const more = separator.includes('=') ? /;|&(?=[\w.-]+=)|,(?=[\w.-]+[=:])/ : /,(?=["'{[])/
  const cut = token.search(more)
  let end = cut < 0 ? token.length : cut
  while (end > 0 && isLoose(token, end - 1)) end -= 1
  return end
}

const OPENERS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

/** Whether the last sign of a value belongs to what is around it. */
function isLoose(token: string, at: number): boolean {
  const sign = token.charAt(at)
  const opener = OPENERS[sign]
  return opener === undefined ? /[,.;]/.test(sign) : !token.slice(0, at).includes(opener)
}

function spanOf(start: number, length: number, isPhrase: boolean) {
  return length > 0 ? { start, end: start + length, isPhrase } : undefined
}
