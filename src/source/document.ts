import type { KeyPath, LineIndex, Span } from './text.ts'
import { indexLines } from './text.ts'
import type { YamlNode } from './tree.ts'

/** What is wrong with, or odd about, a text, independent of what the file is for. */
export interface SourceProblem extends Span {
  readonly code: ProblemCode
  /** One sentence for people. */
  readonly message: string
  /** The key path concerned, where there is one. */
  readonly path?: KeyPath
}

export type ProblemCode =
  | 'syntax'
  | 'too-large'
  | 'too-deep'
  | 'too-many-nodes'
  | 'too-many-aliases'
  | 'circular-alias'
  | 'duplicate-key'
  | 'extra-document'

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
}

/** Where an entry, or a list item, stands. */
export interface PathLocation {
  /** From the key (or the item's value) to the end of the value, without trailing comments. */
  readonly entry: Span
  /** The key; absent for list items and for the root. */
  readonly key?: Span
  readonly value: Span
}

/** Parses a text; never throws on any text. */
export function parseDocument(text: string): YamlDocument {
  return {
    text,
    lines: indexLines(text),
    root: undefined,
    problems: [],
    oddities: [],
    comments: [],
  }
}

/** Where a path is written; undefined if it is absent. */
export function locate(_document: YamlDocument, _path: KeyPath): PathLocation | undefined {
  return undefined
}
