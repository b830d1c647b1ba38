import type { CortexFile, SpecChange, Workspace } from '../cortex/subject.ts'
import type { Finding, IgnoredFinding } from './finding.ts'

/** A rule that threw; the others still count. */
export interface RuleFailure {
  readonly rule: string
  readonly path: string
  readonly error: Error
}

/** The judgement of a ChangeSet; plain data, the same for every way to show it. */
export interface Review {
  /** The Cortex files that changed: those of the new side, and the removed ones. */
  readonly files: readonly CortexFile[]
  readonly before: Workspace
  readonly after: Workspace
  readonly changes: readonly SpecChange[]
  /** The most severe first, then by path and place. */
  readonly findings: readonly Finding[]
  readonly ignored: readonly IgnoredFinding[]
  readonly failures: readonly RuleFailure[]
}
