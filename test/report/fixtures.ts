import type { CortexFile, Workspace } from '../../src/cortex/files/subject.ts'
import type { Coverage } from '../../src/review/coverage/coverage.ts'
import type { Finding, FindingFix } from '../../src/review/finding.ts'
import type { Review } from '../../src/review/review.ts'
import type { RuleMeta, Severity } from '../../src/review/rule.ts'
import type { Hunk, HunkLine } from '../../src/text/hunks.ts'
import { indexLines } from '../../src/text/text.ts'
import { parseDocument } from '../../src/yaml/document.ts'

export const RULE: RuleMeta = {
  id: 'operator-load-balancer-public',
  category: 'exposure',
  severity: 'error',
  summary: 'The operator accepts requests from the whole internet',
  why: `
    Batch and task endpoints of the operator ask for no credentials. Whoever
    reaches the load balancer can start jobs.
  `,
}

export const MESSAGE =
  'The operator of cluster `prod` becomes reachable from the whole internet: `operator_load_balancer_scheme` goes from `internal` to `internet-facing`.'

export interface FindingParts {
  readonly path?: string
  readonly side?: 'before' | 'after'
  readonly line?: number
  readonly columns?: readonly [number, number]
  readonly severity?: Severity
  readonly message?: string
  readonly subject?: string
  readonly rule?: Partial<RuleMeta>
  readonly fix?: Partial<FindingFix>
  readonly fingerprint?: string
  readonly handle?: string
}

/** A finding with a plausible rest. */
export function findingOf(parts: FindingParts = {}): Finding {
  const { path = 'cluster.yaml', side = 'after', line = 1, columns = [1, 2] } = parts
  const [start, end] = columns
  const fix = { title: 'Keep it internal', safety: 'safe', path, edits: [], ...parts.fix } as const
  return {
    rule: { ...RULE, ...parts.rule },
    severity: parts.severity ?? 'error',
    message: parts.message ?? MESSAGE,
    location: {
      path,
      side,
      range: { start: { line, column: start }, end: { line, column: end } },
    },
    subject: parts.subject ?? 'cluster/prod',
    ...(parts.fix && { fix }),
    fingerprint: parts.fingerprint ?? '0123456789abcdef',
    handle: parts.handle ?? 'abcdef0123456789',
  }
}

export function fileOf(path: string, text: string): CortexFile {
  return { path, kind: 'cluster', document: parseDocument(text), version: { from: 42, to: 42 } }
}

function workspaceOf(texts: Readonly<Record<string, string>>): Workspace {
  const files = Object.entries(texts).map(([path, text]) => fileOf(path, text))
  const workspace: Workspace = {
    files,
    isPartial: false,
    subjects: () => [],
    clusterOf: () => undefined,
    clustersOf: () => [],
    apisOf: () => [],
    of: () => workspace,
  }
  return workspace
}

/** A review without subjects and changes; those come from `reviewSides`. */
export interface ReviewParts {
  readonly before?: Readonly<Record<string, string>>
  readonly after?: Readonly<Record<string, string>>
  readonly findings?: readonly Finding[]
  readonly ignored?: Review['ignored']
  readonly accepted?: Review['accepted']
  readonly failures?: Review['failures']
  readonly unreadable?: Review['unreadable']
  readonly coverage?: Partial<Coverage>
}

export function reviewOf(parts: ReviewParts): Review {
  const after = workspaceOf(parts.after ?? {})
  return {
    files: after.files,
    before: workspaceOf(parts.before ?? {}),
    after,
    moves: new Map(),
    changes: [],
    updates: { clusters: [], apis: [] },
    bills: [],
    findings: parts.findings ?? [],
    ignored: parts.ignored ?? [],
    accepted: parts.accepted ?? [],
    unsaid: [],
    exceptions: [],
    recordable: [],
    failures: parts.failures ?? [],
    unreadable: parts.unreadable ?? [],
    coverage: coverageOf(after, parts),
  }
}

function coverageOf(
  { files }: Workspace,
  { failures = [], unreadable = [], coverage }: ReviewParts,
): Coverage {
  return {
    judged: files.map(({ path, kind }) => ({ path, kind })),
    read: [],
    leftOut: unreadable.map(({ path, side, reason }) => ({ path, side, reason })),
    apis: [],
    unassigned: [],
    mapping: [],
    notes: [],
    isComplete: failures.length + unreadable.length === 0,
    isFailure: false,
    ...coverage,
  }
}

/** A hunk written as a diff; `start` is where it begins on both sides. */
export function hunkOf(rows: readonly string[], start: readonly [number, number] = [1, 1]): Hunk {
  let [before, after] = start
  const lines = rows.map((row): HunkLine => {
    const text = row.slice(1)
    if (row.startsWith('+')) return { type: 'added', after: after++, text }
    if (row.startsWith('-')) return { type: 'removed', before: before++, text }
    return { type: 'context', before: before++, after: after++, text }
  })
  return { lines }
}

/** The two texts of which a hunk that starts at line 1 is the whole diff. */
export function sidesOf({ lines }: Hunk): { readonly before: string; readonly after: string } {
  const side = (gone: HunkLine['type']) =>
    lines.filter(({ type }) => type !== gone).map(({ text }) => `${text}\n`)
  return { before: side('added').join(''), after: side('removed').join('') }
}

/** An edit of the text between two positions given as `line:column`. */
export function editOf(text: string, from: string, to: string, replacement: string) {
  return { start: offsetOf(text, from), end: offsetOf(text, to), text: replacement }
}

function offsetOf(text: string, place: string): number {
  const [line = 1, column = 1] = place.split(':').map(Number)
  return indexLines(text).lineSpan(line).start + column - 1
}
