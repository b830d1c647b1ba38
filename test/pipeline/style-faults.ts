import { isDeepStrictEqual } from 'node:util'
import { toLineEdit } from '../../src/report/comment/line-edit.ts'
import type { FindingFix } from '../../src/review/finding.ts'
import type { FixEdit } from '../../src/review/rule.ts'
import { applyEdits, type KeyPath } from '../../src/text/text.ts'
import { parseDocument, type YamlDocument } from '../../src/yaml/document.ts'
import { findNode, type YamlNode } from '../../src/yaml/tree.ts'
import { type Data, listPaths, toData } from '../yaml/data.ts'

/**
 * Comments that are gone, though what they are about is still there. One that came with the change,
 * on the very line that becomes an old one again, may go.
 */
export function* lostComments(
  { before, text }: { readonly before: string; readonly text: string },
  fixed: string,
): Iterable<string> {
  const left = parseDocument(fixed).comments.map((comment) => comment.text)
  const old = parseDocument(before).comments.map((comment) => comment.text)
  const { comments, lines } = parseDocument(text)
  for (const comment of comments) {
    const index = left.indexOf(comment.text)
    if (index >= 0) left.splice(index, 1)
    else {
      // What stands behind a key goes with it, and with its value if it came with that.
      const { start } = lines.lineSpan(lines.positionAt(comment.start).line)
      const code = text.slice(start, comment.start).trim()
      const [key = code] = /^[^:]*:/.exec(code) ?? []
      const isOld = old.includes(comment.text)
      const part = isOld ? key : code
      const isKept = code === '' || count(fixed, part, !isOld) >= count(text, part, !isOld)
      if (isKept) yield `the comment "${comment.text}" is lost`
    }
  }
}

/** How many lines begin with a part, or are nothing else but for a comment. */
function count(text: string, part: string, isWhole: boolean): number {
  const codes = text.split(/\r\n|\n|\r/).map((line) => line.trim())
  return codes.filter((code) => {
    return code.startsWith(part) && (!isWhole || /^\s*(?:#|$)/.test(code.slice(part.length)))
  }).length
}

/** Lines outside those that a comment would show as changed. */
export function* strayLines(text: string, { edits }: FindingFix): Iterable<string> {
  const edit = toLineEdit(parseDocument(text), edits)
  if (!edit) {
    yield 'it changes no line'
    return
  }
  const old = splitLines(text)
  const now = splitLines(applyEdits(text, edits))
  const head = edit.startLine - 1
  const tail = old.length - head - edit.before.length
  const isSameHead = old.slice(0, head).join('\n') === now.slice(0, head).join('\n')
  const isSameTail = tail <= 0 || old.slice(-tail).join('\n') === now.slice(-tail).join('\n')
  if (!isSameHead || !isSameTail) yield 'it changes lines that it does not show'
}

function splitLines(text: string): readonly string[] {
  return text.split(/\r?\n/)
}

/** Data that the fix changes without claiming to; `claimed` starts at some spec of the file. */
export function* strayData(
  text: string,
  fixed: string,
  claimed: readonly FixEdit[],
): Iterable<string> {
  const [old, now] = [text, fixed].map((each) => toData(parseDocument(each).root))
  if (!old || !now) return
  for (const path of listDifferences(old, now)) {
    if (!claimed.some((edit) => isAbout(path, edit))) yield `it changes ${path.join('.')}`
  }
}

function* listDifferences(old: Data, now: Data, path: KeyPath = []): Iterable<KeyPath> {
  if (isDeepStrictEqual(old, now)) return
  if (Array.isArray(old) && Array.isArray(now) && old.length === now.length) {
    for (const [index, item] of old.entries()) {
      yield* listDifferences(item, now[index], [...path, index])
    }
  } else if (old instanceof Map && now instanceof Map) {
    for (const name of new Set<string>([...old.keys(), ...now.keys()])) {
      const key = name.replace(/^string /, '')
      const [before, after] = [old.get(name), now.get(name)]
      if (before === undefined || after === undefined) yield [...path, key]
      else yield* listDifferences(before, after, [...path, key])
    }
  } else yield path
}

/** Whether a place is in what an edit is about, or above it, for some spec that it starts at. */
function isAbout(place: KeyPath, { path, ...edit }: FixEdit): boolean {
  const claims = edit.op === 'rename' ? [path, [...path.slice(0, -1), edit.to]] : [path]
  return claims.some((claim) =>
    place.some((_, start) => {
      const rest = place.slice(start)
      const shorter = Math.min(rest.length, claim.length)
      return shorter > 0 && isDeepStrictEqual(rest.slice(0, shorter), claim.slice(0, shorter))
    }),
  )
}

function toLf(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n')
}

/** What else a text shows of its author's habits. */
export function* styleFaults(text: string, fixed: string): Iterable<string> {
  if (text.startsWith('\ufeff') !== fixed.startsWith('\ufeff')) yield 'the byte order mark changes'
  if (/[\r\n]$/.test(text) !== /[\r\n]$/.test(fixed)) yield 'the final line break changes'
  const breaks = new Set(text.match(/\r\n|\r|\n/g))
  const isNew = breaks.size > 0 && fixed.match(/\r\n|\r|\n/g)?.some((each) => !breaks.has(each))
  if (isNew) yield 'a line break is of another kind'
  if (!/[ \t]$/m.test(text) && /[ \t]\r?$/m.test(fixed)) yield 'a line ends in a blank'

  // Columns count from LF, so that a lone CR, which YAML takes for a break, would skew them.
  const [before, after] = [parseDocument(toLf(text)), parseDocument(toLf(fixed))]
  yield* quoteFaults(before, after)
  for (const kind of ['list', 'map'] as const) {
    const known = new Set(listIndents(before, kind))
    const added = [...new Set(listIndents(after, kind))].filter((each) => !known.has(each))
    if (known.size > 0 && added.length > 0) yield `a ${kind} is indented by ${added.join()}`
  }
}

function* quoteFaults(before: YamlDocument, after: YamlDocument): Iterable<string> {
  for (const path of listPaths(before.root)) {
    const [old, now] = [findNode(before.root, path), findNode(after.root, path)]
    if (!old || !now || !('style' in old) || !('style' in now)) continue
    if (isCollection(old) || isCollection(now)) {
      const isSame = old.kind === now.kind && old.style === now.style
      if (old.kind === now.kind && !isSame && sizeOf(now) > 0 && sizeOf(old) > 0) {
        yield `${path.join('.')} is ${now.style} instead of ${old.style}`
      }
      continue
    }
    const isQuoted = old.style === 'single' || old.style === 'double'
    if (isQuoted && old.kind === now.kind && old.style !== now.style) {
      yield `${path.join('.')} is ${now.style} instead of ${old.style}`
    }
  }
}

function isCollection(node: YamlNode): boolean {
  return node.kind === 'list' || node.kind === 'map'
}

function sizeOf(node: YamlNode): number {
  if (node.kind === 'list') return node.items.length
  return node.kind === 'map' ? node.entries.length : 0
}

/** How much deeper than its key each list or map stands that starts a line. */
function listIndents({ root, lines }: YamlDocument, kind: 'list' | 'map'): readonly number[] {
  const columnOf = (offset: number) => lines.positionAt(offset).column
  const measure = (node: YamlNode | undefined): readonly number[] => {
    if (node?.kind === 'list') return node.items.flatMap(measure)
    if (node?.kind !== 'map') return []
    return node.entries.flatMap(({ key, value, merged }) => {
      if (merged) return []
      const isBlock = value.kind === kind && value.style === 'block'
      const inner = measure(value)
      return isBlock ? [columnOf(value.start) - columnOf(key.start), ...inner] : inner
    })
  }
  return measure(root)
}
