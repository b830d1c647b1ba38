import type { Finding } from '../review/finding.ts'

/** Lines of the new file (from 1, both included) and what replaces them; no lines: deletion. */
export interface Suggestion {
  readonly startLine: number
  readonly endLine: number
  readonly lines: readonly string[]
}

/** Where a comment goes, as GitHub takes it. `startLine` only if it is before `line`. */
export interface Anchor {
  readonly path: string
  readonly side: 'LEFT' | 'RIGHT'
  readonly line: number
  readonly startLine?: number
}

/** A comment on a line of the diff. Findings on one line that cannot be told apart share it. */
export interface PlacedFinding {
  readonly finding: Finding
  readonly anchor: Anchor
  /** Replaces exactly the anchor's lines; absent if the edit cannot be a suggestion. */
  readonly suggestion?: Suggestion
}

export interface Placement {
  /** The most severe first; each anchor is one that GitHub accepts. */
  readonly inline: readonly PlacedFinding[]
  /** What has no line in the diff, or came after the limit. */
  readonly summaryOnly: readonly { readonly finding: Finding; readonly reason: string }[]
}
