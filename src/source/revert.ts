import type { Hunk, HunkLine } from './hunks.ts'
import { splitLines } from './hunks.ts'

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
