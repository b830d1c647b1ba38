import type { ChangeSet } from '../review/change-set.ts'
import { type Config, DEFAULT_CONFIG } from '../review/config.ts'
import { type Review, review } from '../review/review.ts'
import type { Rule } from '../review/rule.ts'
import { diffTexts, renderPatch } from '../text/hunks.ts'
import { applyEdits } from '../text/text.ts'

/** A case of a Markdown case file: two sides of a repository and what is said of the change. */
export interface Case {
  readonly title: string
  readonly before: ReadonlyMap<string, string>
  readonly after: ReadonlyMap<string, string>
  /** What the file expects; absent blocks expect silence. */
  readonly findings: string
  readonly diff: string
  /** Where the case's section starts and ends in the file. */
  readonly start: number
  readonly end: number
}

/** Reads the cases of a Markdown text: one for each `##` heading. Throws on an unknown block. */
export function parseCases(text: string): readonly Case[] {
  const headings = [...text.matchAll(/^## (.+)$/gm)]
  return headings.map((heading, index) => {
    const end = headings[index + 1]?.index ?? text.length
    return readCase(heading[1] ?? '', text.slice(heading.index, end), heading.index, end)
  })
}

function readCase(title: string, section: string, start: number, end: number): Case {
  const before = new Map<string, string>()
  const after = new Map<string, string>()
  const expected = { findings: '', diff: '' }

  for (const { info, body } of listBlocks(section)) {
    if (info === 'findings' || info === 'diff') {
      expected[info] = body
      continue
    }
    const [, side, path] = info.split(' ')
    const texts = path && readSides(info.replace(` ${path}`, ''), body)
    if (!texts) throw new Error(`Case "${title}" has a block that is neither side: ${info}`)
    if (side !== 'after') before.set(path, texts.before)
    if (side !== 'before') after.set(path, texts.after)
  }
  return { title, before, after, ...expected, start, end }
}

interface Block {
  readonly info: string
  readonly body: string
}

/** The fenced blocks of a section, those that are closed. */
function listBlocks(section: string): readonly Block[] {
  const blocks: Block[] = []
  let open: { readonly info: string; readonly lines: string[] } | undefined
  for (const line of section.split('\n')) {
    if (open && line === '```') {
      blocks.push({ info: open.info, body: open.lines.map((text) => `${text}\n`).join('') })
      open = undefined
    } else if (open) open.lines.push(line)
    else if (line.startsWith('```')) open = { info: line.slice('```'.length), lines: [] }
  }
  return blocks
}

function readSides(kind: string, body: string) {
  if (kind === 'diff change') return readChange(body)
  return /^yaml (?:before|after|both)$/.test(kind) ? { before: body, after: body } : undefined
}

/** Both texts of a file from one with `-`, `+` or a blank before each line. Throws on other lines. */
export function readChange(body: string): { readonly before: string; readonly after: string } {
  const lines = body.replace(/\n$/, '').split('\n')
  const wrong = lines.find((line) => !/^(?:[ +-]|$)/.test(line))
  if (wrong !== undefined) throw new Error(`A line of a change has no sign: ${wrong}`)
  const pick = (other: string) =>
    lines.flatMap((line) => (line.startsWith(other) ? [] : [`${line.slice(1)}\n`])).join('')
  return { before: pick('+'), after: pick('-') }
}

/** Reviews two sides. The hunks play no part in a judgement. */
export function reviewSides(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  rules: readonly Rule[],
  config: Config = DEFAULT_CONFIG,
): Review {
  const changes: ChangeSet = {
    before,
    after,
    renames: new Map(),
    hunks: new Map(),
    unreadable: [],
  }
  return review(changes, config, rules)
}

/** The `findings` block: place, severity and message, then the line with the range underlined. */
export function renderFindings(judged: Review, { before, after }: Case, withIds: boolean): string {
  return judged.findings
    .map((finding) => {
      const { path, side, range } = finding.location
      const text = (side === 'before' ? before : after).get(path) ?? ''
      const line = text.split('\n')[range.start.line - 1] ?? ''
      const end = range.end.line === range.start.line ? range.end.column : line.length + 1
      const width = Math.max(1, end - range.start.column)
      const place = `${path}:${range.start.line}${side === 'before' ? ' (before)' : ''}`
      const id = withIds ? ` [${finding.rule.id}]` : ''
      const underline = ' '.repeat(range.start.column - 1) + '^'.repeat(width)
      return `${place} ${finding.severity}${id}: ${finding.message}\n${line}\n${underline}\n`
    })
    .join('')
}

/** The `diff` block: every fix that is offered as the change it makes, with a line of context. */
export function renderFixes(judged: Review, { after }: Case): string {
  return judged.findings
    .map((finding) => {
      const text = finding.fix && after.get(finding.fix.path)
      if (!finding.fix || finding.fix.doubt || text === undefined) return ''
      const patch = renderPatch(diffTexts(text, applyEdits(text, finding.fix.edits), 1))
      return patch.replace(/^@@.*\n/gm, '')
    })
    .join('')
}

/** A text of cases with its `findings` and `diff` blocks as they came out. */
export function fillCases(
  given: string,
  results: readonly { readonly case: Case; readonly findings: string; readonly diff: string }[],
): string {
  let text = given
  for (const result of results.toReversed()) {
    const { start, end } = result.case
    const section = withoutResults(text.slice(start, end)).trimEnd()
    const blocks = [
      result.findings && `\`\`\`findings\n${result.findings}\`\`\`\n`,
      result.diff && `\`\`\`diff\n${result.diff}\`\`\`\n`,
    ]
    const body = [`${section}\n`, ...blocks.filter(Boolean)].join('\n')
    text = text.slice(0, start) + body + (end < text.length ? '\n' : '') + text.slice(end)
  }
  return text
}

/** A section without its `findings` and `diff` blocks. */
function withoutResults(section: string): string {
  let open: string | undefined
  return section
    .split('\n')
    .flatMap((line) => {
      const isResult = /^(?:findings|diff)$/.test(open ?? line.replace(/^```/, ''))
      if (open === undefined && line.startsWith('```')) {
        open = line.slice('```'.length)
        return isResult ? [] : [line]
      }
      const isInside = open !== undefined
      if (line === '```') open = undefined
      return isInside && isResult ? [] : [line]
    })
    .join('\n')
}
