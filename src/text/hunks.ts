import { structuredPatch } from 'diff'

/** A line of a hunk, with its number on each side that has it (from 1). */
export type HunkLine =
  | {
      readonly type: 'context'
      readonly before: number
      readonly after: number
      readonly text: string
    }
  | { readonly type: 'added'; readonly after: number; readonly text: string }
  | { readonly type: 'removed'; readonly before: number; readonly text: string }

/** A hunk of a unified diff, its lines in order. Texts have no line break but keep a CR. */
export interface Hunk {
  readonly lines: readonly HunkLine[]
  /** Whether the last line of that side is in the hunk and has no line break. */
  readonly noNewlineBefore?: boolean
  readonly noNewlineAfter?: boolean
}

/** Texts that differ in more lines than this are shown as one replacement. */
const MAX_EDIT_LENGTH = 1000
const HEADER = /^@@ -(\d{1,9})(?:,\d{1,9})? \+(\d{1,9})(?:,\d{1,9})? @@/
const NO_NEWLINE = '\\ No newline at end of file'

/**
 * Reads the hunks of one file's patch, with or without the lines that name the file.
 *
 * After a header only the first character of a row decides, as on GitHub. Never throws: rows that
 * no patch has end the hunk they are in.
 */
export function parsePatch(patch: string): readonly Hunk[] {
  const rows = patch.split('\n')
  if (rows.at(-1) === '') rows.pop()

  const hunks: Hunk[] = []
  let builder: HunkBuilder | undefined
  for (const row of rows) {
    const header = row.startsWith('@') ? HEADER.exec(row) : undefined
    if (header) {
      if (builder) hunks.push(builder.hunk)
      builder = startHunk(Number(header[1]), Number(header[2]))
    } else if (builder && !addRow(builder, row)) {
      hunks.push(builder.hunk)
      builder = undefined
    }
  }
  if (builder) hunks.push(builder.hunk)
  return hunks.filter(({ lines }) => lines.length > 0)
}

/**
 * The lines that one of two texts has more often than the other, in no order; much cheaper than their
 * hunks. If lines only changed places, all of them.
 */
export function listChangedLines(before: string, after: string): readonly string[] {
  if (before === after) return []

  const counts = new Map<string, number>()
  for (const line of before.split('\n')) counts.set(line, (counts.get(line) ?? 0) - 1)
  for (const line of after.split('\n')) counts.set(line, (counts.get(line) ?? 0) + 1)
  const changed = [...counts].filter(([, count]) => count !== 0)
  return (changed.length > 0 ? changed : [...counts]).map(([line]) => line)
}

/** The hunks between two texts, with up to `context` unchanged lines around each change. */
export function diffTexts(before: string, after: string, context = 3): readonly Hunk[] {
  if (before === after) return []

  const options = { context, maxEditLength: MAX_EDIT_LENGTH }
  const patch = structuredPatch('', '', before, after, '', '', options)
  if (!patch) return [replaceAll(before, after)]

  return patch.hunks.map(({ oldStart, newStart, lines }) => {
    const builder = startHunk(oldStart, newStart)
    for (const row of lines) addRow(builder, row)
    return builder.hunk
  })
}

/**
 * The old text, made from the new one and all hunks between them.
 *
 * Every unchanged and added line is compared with the text; undefined if anything does not match.
 */
export function revertPatch(after: string, hunks: readonly Hunk[]): string | undefined {
  const { lines, endsOpen } = splitLines(after)
  const old: string[] = []
  let position = 0

  for (const hunk of hunks) {
    const first = hunk.lines[0]
    if (!first) continue
    const unchanged =
      first.type === 'removed' ? first.before - 1 - old.length : first.after - 1 - position
    if (unchanged < 0 || position + unchanged > lines.length) return undefined

    for (const line of lines.slice(position, position + unchanged)) old.push(line)
    position += unchanged
    for (const line of hunk.lines) {
      if (!matches(line, lines[position], position + 1, old.length + 1)) return undefined
      if (line.type !== 'added') old.push(line.text)
      if (line.type !== 'removed') position += 1
    }
  }

  const rest = lines.slice(position)
  const last = hunks.at(-1)
  if (rest.length > 0 || !last) {
    return hunks.some(isOpen) ? undefined : joinLines([...old, ...rest], endsOpen)
  }
  if (hunks.slice(0, -1).some(isOpen) || (last.noNewlineAfter ?? false) !== endsOpen) {
    return undefined
  }
  return joinLines(old, last.noNewlineBefore ?? false)
}

/** Writes hunks as a unified diff without the lines that name the file. */
export function renderPatch(hunks: readonly Hunk[]): string {
  let shift = 0
  return hunks
    .map((hunk) => {
      const [header, added] = renderHeader(hunk, shift)
      shift += added
      return `${header}\n${renderRows(hunk).join('\n')}\n`
    })
    .join('')
}

interface HunkBuilder {
  readonly hunk: { lines: HunkLine[]; noNewlineBefore?: boolean; noNewlineAfter?: boolean }
  before: number
  after: number
}

function startHunk(before: number, after: number): HunkBuilder {
  return { hunk: { lines: [] }, before, after }
}

/** Adds a row; false if no patch has such a row. An empty one is an empty unchanged line. */
function addRow(builder: HunkBuilder, row: string): boolean {
  const { hunk } = builder
  const text = row.slice(1)
  switch (row.charAt(0)) {
    case '+':
      hunk.lines.push({ type: 'added', after: builder.after, text })
      builder.after += 1
      return true
    case '-':
      hunk.lines.push({ type: 'removed', before: builder.before, text })
      builder.before += 1
      return true
    case ' ':
    case '':
      hunk.lines.push({ type: 'context', before: builder.before, after: builder.after, text })
      builder.before += 1
      builder.after += 1
      return true
    case '\\':
      markNoNewline(hunk)
      return true
    default:
      return false
  }
}

function markNoNewline(hunk: HunkBuilder['hunk']): void {
  const type = hunk.lines.at(-1)?.type
  if (type === 'context' || type === 'removed') hunk.noNewlineBefore = true
  if (type === 'context' || type === 'added') hunk.noNewlineAfter = true
}

function replaceAll(before: string, after: string): Hunk {
  const builder = startHunk(1, 1)
  for (const [sign, text] of [['-', before] as const, ['+', after] as const]) {
    const { lines, endsOpen } = splitLines(text)
    for (const line of lines) addRow(builder, sign + line)
    if (endsOpen) addRow(builder, NO_NEWLINE)
  }
  return builder.hunk
}

function renderHeader({ lines }: Hunk, shift: number): readonly [string, number] {
  const olds = lines.flatMap((line) => (line.type === 'added' ? [] : [line.before]))
  const news = lines.flatMap((line) => (line.type === 'removed' ? [] : [line.after]))
  // A side without lines is named by the line before the place.
  const oldStart = olds[0] ?? (news[0] ?? 1) - 1 - shift
  const newStart = news[0] ?? oldStart - 1 + shift
  const header = `@@ -${oldStart},${olds.length} +${newStart},${news.length} @@`
  return [header, news.length - olds.length]
}

const SIGNS = { context: ' ', added: '+', removed: '-' } as const

function renderRows({ lines, noNewlineBefore, noNewlineAfter }: Hunk): string[] {
  const lastBefore = lines.findLastIndex(({ type }) => type !== 'added')
  const lastAfter = lines.findLastIndex(({ type }) => type !== 'removed')
  return lines.flatMap(({ type, text }, index) => {
    const ends =
      (noNewlineBefore && index === lastBefore) || (noNewlineAfter && index === lastAfter)
    return ends ? [SIGNS[type] + text, NO_NEWLINE] : [SIGNS[type] + text]
  })
}

/** The lines of a text, and whether the last one has no line break. */
function splitLines(text: string): { lines: string[]; endsOpen: boolean } {
  const lines = text.split('\n')
  const endsOpen = lines.at(-1) !== ''
  if (!endsOpen) lines.pop()
  return { lines, endsOpen }
}

function matches(
  line: HunkLine,
  text: string | undefined,
  position: number,
  oldPosition: number,
): boolean {
  if (line.type !== 'added' && line.before !== oldPosition) return false
  return line.type === 'removed' || (line.after === position && line.text === text)
}

/** Whether a hunk says that it holds the end of a text without a last line break. */
function isOpen({ noNewlineBefore, noNewlineAfter }: Hunk): boolean {
  return (noNewlineBefore || noNewlineAfter) ?? false
}

function joinLines(lines: readonly string[], endsOpen: boolean): string {
  if (lines.length === 0) return ''
  return lines.join('\n') + (endsOpen ? '' : '\n')
}
