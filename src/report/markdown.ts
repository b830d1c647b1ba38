import { largest } from '../text/largest.ts'
import { truncate } from '../text/truncate.ts'
import { makeVisible } from './visible.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  // A backslash does not keep GitHub from reading a formula.
  $: '&#36;',
  '\u{200b}': '&#8203;',
}

/**
 * Makes a text inert on one line of GitHub's Markdown: no markup, HTML, mention, reference or link.
 *
 * GitHub looks for mentions and references in the rendered text, where neither a backslash nor an
 * entity stops it; a zero-width space does.
 */
export function escape(text: string): string {
  return makeVisible(text)
    .trim()
    .replace(/@|#(?=\d)|GH-(?=\d)|:(?=\/\/)|www(?=\.)/gi, '$&\u{200b}')
    .replace(/[\\`*_{}[\]~|]/g, '\\$&')
    .replace(/[&<>$\u{200b}]/gu, (character) => ENTITIES[character] ?? '')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^[-+=#]/, '\\$&')
}

/** A text as inline code on one line. */
export function code(text: string): string {
  const content = makeVisible(text)
  if (content.trim() === '') return '` `'

  const ticks = '`'.repeat(longestRun(content) + 1)
  const isTight = !/^[` ]|[` ]$/.test(content)
  return isTight ? `${ticks}${content}${ticks}` : `${ticks} ${content} ${ticks}`
}

/**
 * The sentence of a rule: `backticked` parts stay code, all else is escaped.
 *
 * Parts of hostile files stand in both, so a stray backtick only moves what is code.
 */
export function prose(text: string): string {
  const parts = text
    .replace(/\s+/g, ' ')
    .trim()
    .split(/(`[^`]+`)/)
  return parts
    .map((part, index) => (index % 2 === 1 ? code(part.slice(1, -1)) : escapePart(part)))
    .join('')
}

/** A fenced block; the fence is longer than any run of backticks in it. */
export function fence(lines: readonly string[], info: string): string {
  const ticks = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1))
  return [`${ticks}${info}`, ...lines, ticks].join('\n')
}

/** A table. The rows come from `tableRow`. */
export function table(header: readonly string[], rows: readonly string[]): string {
  return [tableRow(header), tableRow(header.map(() => '---')), ...rows].join('\n')
}

/** A row of a table, of cells that are Markdown already. */
export function tableRow(cells: readonly string[]): string {
  // One backslash exactly: whether two before a pipe end the cell depends on the parser.
  const safe = cells.map((cell) => {
    const escaped = cell.replace(/\\+\|?|\|/g, (run) => (run.endsWith('|') ? '\\|' : run))
    return escaped.replace(/[\r\n]+/g, ' ')
  })
  return `| ${safe.join(' | ')} |`
}

/** A link whose text is Markdown already and whose address is encoded. */
export function link(text: string, url: string): string {
  const address = url.replace(/[\s()<>\\]/g, (character) => PERCENT[character] ?? '')
  return `[${text}](${address})`
}

const PERCENT: Readonly<Record<string, string>> = {
  '(': '%28',
  ')': '%29',
  '<': '%3C',
  '>': '%3E',
  '\\': '%5C',
}

export interface Fitted {
  readonly parts: readonly string[]
  /** How many parts were left out. */
  readonly omitted: number
}

/** As many of the leading parts as fit a budget, each counted with the line break after it. */
export function fit(
  parts: readonly string[],
  budget: number,
  measure: (text: string) => number = (text) => text.length,
): Fitted {
  let used = 0
  let count = 0
  for (const part of parts) {
    used += measure(part) + 1
    if (used > budget) break
    count += 1
  }
  return { parts: parts.slice(0, count), omitted: parts.length - count }
}

/** A value of a file as short code. */
export function shortCode(text: string, most = 80): string {
  return code(truncate(makeVisible(text), most))
}

function escapePart(text: string): string {
  const rest = text.trimStart()
  const inner = rest.trimEnd()
  return text.slice(0, text.length - rest.length) + escape(inner) + rest.slice(inner.length)
}

function longestRun(text: string): number {
  return largest(
    [...text.matchAll(/`+/g)].map(([run]) => run.length),
    0,
  )
}
