import type { CortexFile, Located, Workspace } from '../../cortex/files/subject.ts'
import type { KeyPath, Span } from '../../text/text.ts'
import { locate } from '../../yaml/document.ts'
import type { YamlNode } from '../../yaml/tree.ts'
import { findIgnoreComments, type IgnoreComment } from './comments.ts'

/** Lines of a file, both included. */
export interface LineSpan {
  readonly first: number
  readonly last: number
}

/** Where the comments of a file reach. */
export interface ScopeIndex {
  /**
   * The lines that an ignore comment covers.
   *
   * A comment at the end of a line is about that line; one on a line of its own, about the next
   * line that is neither blank nor a comment. It covers the line and all of what begins there: a
   * key with its value, a list item. It covers a whole spec (API, cluster, node group, container)
   * if the line has the spec's name, or if it stands above the spec's first line.
   */
  coveredBy(ignore: IgnoreComment): LineSpan
  /** The identity of the innermost spec on a line, or of the file. */
  subjectAt(line: number): string
}

/** An ignore comment, and the lines that it covers. */
export interface ScopedIgnore extends LineSpan {
  readonly file: CortexFile
  readonly scopes: ScopeIndex
  readonly ignore: IgnoreComment
}

/** The ignore comments of all files, with their reach. */
export function scopeComments(workspace: Workspace): readonly ScopedIgnore[] {
  const commented = workspace.files
    .map((file) => ({ file, comments: findIgnoreComments(file) }))
    .filter(({ comments }) => comments.length > 0)
  if (commented.length === 0) return []

  const subjects = KINDS.flatMap<Located>((kind) => workspace.subjects(kind))
  const byFile = new Map<CortexFile, Located[]>()
  for (const subject of subjects) {
    const known = byFile.get(subject.file)
    if (known) known.push(subject)
    else byFile.set(subject.file, [subject])
  }
  return commented.flatMap(({ file, comments }) => {
    const scopes = indexScopes(file, byFile.get(file) ?? [])
    return comments.map((ignore) => ({ file, scopes, ignore, ...scopes.coveredBy(ignore) }))
  })
}

/** Takes time that grows with the file, and not with the number of its comments. */
function indexScopes(file: CortexFile, subjects: readonly Located[]): ScopeIndex {
  const nextContent = indexContent(file)
  const entries = indexEntries(file)
  const named = new Map<number, LineSpan>()
  const begun = new Map<number, LineSpan>()
  const identities = new Map<number, string>()

  for (const subject of subjects) {
    const span = linesOf(file, locate(file.document, subject.path)?.entry)
    if (!span || subject.kind === 'file') continue
    keepWidest(named, nameLine(subject), span)
    keepWidest(begun, span.first, span)
    // Outer specs come first, so the innermost stays.
    for (let line = span.first; line <= span.last; line++) identities.set(line, subject.identity)
  }

  return {
    coveredBy({ comment, line: ownLine }) {
      const line = comment.ownLine ? (nextContent[ownLine] ?? ownLine) : ownLine
      const spans = [entries.get(line), named.get(line)]
      if (comment.ownLine) spans.push(begun.get(line))
      return widest(spans, { first: line, last: line })
    },
    subjectAt: (line) => identities.get(line) ?? subjects[0]?.identity ?? 'file',
  }
}

/** The line on which a part of a spec begins, or the deepest part of it that exists. */
export function findLine({ file, path }: Located, at: KeyPath): number {
  for (let depth = at.length; depth > 0; depth--) {
    const location = locate(file.document, [...path, ...at.slice(0, depth)])
    if (location) return file.document.lines.positionAt(location.entry.start).line
  }
  return nameLine({ file, path })
}

/** The line of the first key or item of a file. */
export function firstLine({ document }: CortexFile): number {
  return document.lines.positionAt(document.root?.start ?? 0).line
}

/** A key for what concerns one rule in one file. */
export function ruleInFile(ruleId: string, path: string): string {
  return `${ruleId} ${path}`
}

/** The outer ones first. */
const KINDS = ['file', 'cluster', 'api', 'nodeGroup', 'container'] as const

function nameLine({ file, path }: Pick<Located, 'file' | 'path'>): number {
  const { document } = file
  const place =
    locate(document, [...path, 'name']) ??
    locate(document, [...path, 'cluster_name']) ??
    locate(document, path)
  return document.lines.positionAt(place?.entry.start ?? 0).line
}

/** By line (from 1): the next line after it that has content. */
function indexContent({ document }: CortexFile): readonly (number | undefined)[] {
  const { text, lines } = document
  const next: (number | undefined)[] = []
  let content: number | undefined
  for (let line = lines.lineCount; line > 0; line--) {
    next[line] = content
    const { start, end } = lines.lineSpan(line)
    if (!/^\s*(?:#|$)/.test(text.slice(start, end))) content = line
  }
  return next
}

/** By line: all of the outermost key or list item that begins there. The root is none. */
function indexEntries(file: CortexFile): ReadonlyMap<number, LineSpan> {
  const begun = new Map<number, LineSpan>()

  function visit(node: YamlNode): void {
    for (const { place, value } of childrenOf(node)) {
      const span = linesOf(file, place)
      if (span && !begun.has(span.first)) begun.set(span.first, span)
      // An aliased value stands elsewhere and is visited there.
      if (value.start >= place.start && value.end <= place.end) visit(value)
    }
  }
  if (file.document.root) visit(file.document.root)
  return begun
}

function childrenOf(node: YamlNode): readonly { place: Span; value: YamlNode }[] {
  if (node.kind === 'map') {
    return node.entries.map((entry) => ({ place: entry, value: entry.value }))
  }
  if (node.kind !== 'list') return []
  return node.items.map((value, index) => ({ place: node.places[index] ?? value, value }))
}

function linesOf({ document }: CortexFile, span: Span | undefined): LineSpan | undefined {
  if (!span) return undefined
  const end = Math.max(span.start, span.end - 1)
  return {
    first: document.lines.positionAt(span.start).line,
    last: document.lines.positionAt(end).line,
  }
}

function keepWidest(spans: Map<number, LineSpan>, line: number, span: LineSpan): void {
  spans.set(line, widest([spans.get(line)], span))
}

function widest(spans: readonly (LineSpan | undefined)[], least: LineSpan): LineSpan {
  return spans.reduce<LineSpan>(
    (best, span) => (span && span.last - span.first > best.last - best.first ? span : best),
    least,
  )
}
