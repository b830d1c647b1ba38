import type { UnreadableReason } from '../cortex/files/content.ts'
import type { Day } from '../text/day.ts'
import type { Hunk } from '../text/hunks.ts'
import type { SourceRange } from '../text/text.ts'
import type { Baseline } from './baseline/baseline.ts'
import type { Severity } from './rule.ts'

/** File texts by path (with `/`, from the repository's root). */
export type FileTree = ReadonlyMap<string, string>

/** A file that could not be read as text; it is reported, never skipped in silence. */
export interface UnreadableFile {
  readonly path: string
  readonly side: 'before' | 'after'
  readonly reason: UnreadableReason
  /** Whether it may be Cortex's, as far as its content and its name tell. */
  readonly mayBeCortex: boolean
}

/**
 * What is to be reviewed: the candidates of both sides (the old side is the merge base).
 *
 * A file that did not change may be in both trees, as context. An audit has an empty `before`.
 */
export interface ChangeSet {
  readonly before: FileTree
  readonly after: FileTree
  /** New path → old path of renamed files. */
  readonly renames: ReadonlyMap<string, string>
  /** The diff by new path (of removed files by old path); a file without an entry takes no comment. */
  readonly hunks: ReadonlyMap<string, readonly Hunk[]>
  readonly unreadable: readonly UnreadableFile[]
  /** Where symbolic links lead, by path; their texts are those of the files there. */
  readonly links?: Readonly<Record<'before' | 'after', ReadonlyMap<string, string>>>
  /** Whether there may be files that belong to these and were not looked for. */
  readonly isPartial?: boolean
  /** What is wrong with the settings of this tool, and the workflows with it, that the change brings. */
  readonly settings?: readonly ProposedProblem[]
  /** Findings of the side that decides which fail nothing. */
  readonly baseline?: Baseline
  readonly basis?: Basis
}

/** A problem of a settings file, or of a workflow, of the new side. */
export interface ProposedProblem {
  readonly path: string
  readonly message: string
  readonly range: SourceRange
  /**
   * A setting that weakens a locked rule, an entry of a baseline, a weakening that somebody has to
   * accept, or what a workflow lacks; else it cannot be read.
   */
  readonly kind?: 'locked' | 'grown' | 'weakened' | 'workflow'
  /** Where it is not that of the rule. */
  readonly severity?: Severity
  /** What else its acceptance depends on, besides the message. */
  readonly binds?: unknown
}

/** What a ChangeSet was read from, and what was not read. */
export interface Basis {
  /**
   * What is compared with: the merge base, how people call the base, and its newest commit if it has
   * moved on.
   */
  readonly base?: { readonly commit: string; readonly name?: string; readonly tip?: string }
  /** The commit of the new side; absent for the working tree. */
  readonly head?: string
  /** The day of the review in UTC; without it, no exception ends. */
  readonly today?: Day
  /** Files that belong to these, or were asked for, and were not looked at. */
  readonly leftOut?: readonly LeftOutFile[]
  /** API files, by their names, of which no cluster is known though there are some. */
  readonly unassigned?: readonly string[]
  /** Whole files are judged; what is on the old side is only what they belong to. */
  readonly isAudit?: true
  /** The files that a person named; each of them is judged or left out. */
  readonly named?: readonly string[]
  /** What else was not looked at; sentences. */
  readonly notes?: readonly string[]
}

/** A file that was not judged. */
export interface LeftOutFile {
  readonly path: string
  readonly side: 'before' | 'after'
  readonly reason:
    | UnreadableReason
    /** A template, which is no YAML before it is filled in. */
    | 'template'
    | 'not-yaml'
    /** Named by a person, and nothing of Cortex. */
    | 'not-cortex'
    /** More files than one run reads. */
    | 'over-limit'
  /** Where it ceases to be YAML. */
  readonly line?: number
  /** Whether it did not change: it was wanted for what it says of others. */
  readonly isContext?: true
}
