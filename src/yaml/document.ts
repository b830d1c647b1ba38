import type { KeyPath, LineIndex, Span } from '../text/text.ts'
import { indexLines } from '../text/text.ts'
import type { AliasUse } from './parse/compose.ts'
import { composeDocument } from './parse/compose.ts'
import { scanDocument } from './parse/scan.ts'
import type { SourceProblem } from './problem.ts'
import { SourceError } from './problem.ts'
import type { YamlNode } from './tree.ts'
import { findEntry } from './tree.ts'

export type { ProblemCode, SourceProblem } from './problem.ts'

export interface Comment extends Span {
  /** The text after `#`, trimmed. */
  readonly text: string
  /** Whether the comment stands alone on its line. */
  readonly ownLine: boolean
}

/** A parsed YAML file. Immutable. */
export interface YamlDocument {
  readonly text: string
  readonly lines: LineIndex
  /** The first document's content; undefined if it is empty or has problems. */
  readonly root: YamlNode | undefined
  /** Why the file cannot be read: syntax errors and limits. Then `root` is undefined. */
  readonly problems: readonly SourceProblem[]
  /** What Cortex accepts silently though a person would hardly mean it. */
  readonly oddities: readonly SourceProblem[]
  readonly comments: readonly Comment[]
  /** In the order of the text. */
  readonly aliases: readonly AliasUse[]
}

/** Where an entry, or a list item, stands. */
export interface PathLocation {
  /** From the key (or the item's value) to the end of the value, without trailing comments. */
  readonly entry: Span
  /** The key; absent for list items and for the root. */
  readonly key?: Span
  /** An aliased or merged value stands where it is written, outside the entry. */
  readonly value: Span
}

/** Parses a text; never throws on any text. */
export function parseDocument(text: string): YamlDocument {
  const lines = indexLines(text)
  try {
    const scan = scanDocument(text)
    const { root, oddities, aliases } = composeDocument(scan, text)
    const comments = scan.comments.map((span) => readComment(text, span))
    return { text, lines, root, problems: [], oddities, comments, aliases }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    const problems = [error.problem]
    return { text, lines, root: undefined, problems, oddities: [], comments: [], aliases: [] }
  }
}

/** Where a path is written; undefined if it is absent. */
export function locate(document: YamlDocument, path: KeyPath): PathLocation | undefined {
  let node = document.root
  if (!node) return undefined
  let location: PathLocation = { entry: node, value: node }

  for (const step of path) {
    if (typeof step === 'number') {
      const place: Span | undefined = node.kind === 'list' ? node.places[step] : undefined
      const item: YamlNode | undefined = node.kind === 'list' ? node.items[step] : undefined
      if (!place || !item) return undefined
      node = item
      location = { entry: spanOf(place), value: spanOf(node) }
    } else {
      const entry = findEntry(node, step)
      if (!entry) return undefined
      node = entry.value
      location = { entry: spanOf(entry), key: spanOf(entry.key), value: spanOf(node) }
    }
  }
  return { ...location, entry: spanOf(location.entry), value: spanOf(location.value) }
}

function spanOf({ start, end }: Span): Span {
  return { start, end }
}

function readComment(text: string, { start, end }: Span): Comment {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  return { start, end, text: text.slice(start + 1, end).trim(), ownLine: before.trim() === '' }
}
