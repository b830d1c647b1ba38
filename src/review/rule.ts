import type { Comparison } from '../cortex/compare/comparison.ts'
import type { Located, SubjectKind, Subjects, Workspace } from '../cortex/files/subject.ts'
import type { KeyPath, Span } from '../text/text.ts'
import type { Edit } from '../yaml/edit/edits.ts'

export type Severity = 'error' | 'warning' | 'info'
export type Category =
  | 'exposure'
  | 'availability'
  | 'capacity'
  | 'latency'
  | 'reproducibility'
  | 'validity'
  | 'custom'

/** Something that Cortex does, with the file of Cortex 0.42.1 (or an older version) that shows it. */
export interface CortexFact {
  /** One sentence in Markdown, with a full stop. */
  readonly fact: string
  /** A path in the repository cortexlabs/cortex, e.g. `pkg/proxy/breaker.go`. */
  readonly source: string
  /** The version whose source it is; 0.42.1 if absent. */
  readonly version?: string
}

/** A number that a repository's settings may change. */
export interface OptionSpec {
  readonly default: number
  readonly minimum?: number
  readonly description: string
}

export interface RuleMeta {
  readonly id: string
  readonly category: Category
  readonly severity: Severity
  /** One line, no full stop. */
  readonly summary: string
  /** Two to six lines: what happens to the user. */
  readonly why: string
  /** What Cortex does exactly, for those who want to check it. */
  readonly cortex?: readonly CortexFact[]
  /** When the finding is no reason to worry; Markdown list items without dashes. */
  readonly quiet?: readonly string[]
  /** The first and last minor version of Cortex to which the rule applies; all if absent. */
  readonly versions?: { readonly from?: number; readonly to?: number }
  readonly options?: Readonly<Record<string, OptionSpec>>
  /** Rules whose findings about the same subject, or what stands in it, say less: left out. */
  readonly supersedes?: readonly string[]
  /** Of findings on one line, only those of the highest precedence are shown; 0 if absent. */
  readonly precedence?: number
  /**
   * Of a changed file that has it on both sides already, the first is said as a warning: the change
   * has no effect until it is gone.
   */
  readonly isLasting?: true
  /** Said whatever else is said of its line, and takes nothing away there. */
  readonly isIndependent?: true
  /** Of a rule of one's own: the file that says it, and where people can read about it. */
  readonly origin?: string
  readonly docsUrl?: string
  /** All that it says, to tell whether it changed. */
  readonly definition?: string
}

/** An edit that a rule proposes. */
export type FixEdit =
  | Edit
  /**
   * Puts a key back as the old side has it: its lines with their comments, or nothing where it is
   * silent; a section that came for such keys alone goes with them. Of a removed subject, its place
   * in what it stood in puts it back as a whole.
   */
  | { readonly op: 'restore'; readonly path: KeyPath }

/**
 * A proposed change of the file that the finding is in.
 *
 * The engine applies it in memory and drops it unless it proves to help.
 */
export interface Fix {
  /** Imperative, e.g. `Make the load balancer internal`. */
  readonly title: string
  /** A safe fix restores or keeps what Cortex does, an unsafe one changes it. */
  readonly safety: 'safe' | 'unsafe'
  /** Paths start at the subject; of a removed subject, at what it stood in, on the new side. */
  readonly edits: readonly FixEdit[]
  /** Paths start at what the subject stands in. */
  readonly start?: 'parent'
}

export interface Problem {
  /** Starts at the subject; absent paths mark their deepest existing part. */
  readonly at: KeyPath
  /** A place in the text that no key path leads to; with `at: []`. */
  readonly span?: Span
  /**
   * What this is about, if that may move: what the old side has of the rule and this anywhere, under
   * whatever name, is not new.
   */
  readonly substance?: string
  /** One sentence that names the spec and the values and ends with a full stop. */
  readonly message: string
  /** Overrides the rule's severity where the case is worse or milder than usual. */
  readonly severity?: Severity
  /**
   * What else may bring this about, the whole last: if the change leaves the subject's file alone,
   * the finding is said there.
   */
  readonly causes?: readonly Cause[]
  /** What is not deployed for this: the file as a whole, which Cortex refuses, or the API alone. */
  readonly refuses?: 'file' | 'api'
  /** Other subjects that this is about: the rule supersedes what is said of them, too. */
  readonly affects?: readonly Located[]
  readonly fix?: Fix
}

/** A place besides the subject that has a part in a problem. */
export interface Cause {
  readonly subject: Located
  /** Starts at this subject. */
  readonly at: KeyPath
}

export type Value<K extends SubjectKind> = Subjects[K]['value']

/** What a rule may know of a modified subject. */
export type ModifiedContext<K extends SubjectKind> = Context<K> & {
  readonly earlier: Located<K>
}

/** What a rule may know besides the subject; it describes the new side (of removals, the old). */
export type Context<K extends SubjectKind> = Subjects[K]['parents'] & {
  readonly workspace: Workspace
  /** The other side in `compare`, else the same workspace. */
  readonly workspaceBefore: Workspace
  /** What is the same thing on both sides; in `inspect`, everything is. */
  readonly comparison: Comparison
  readonly subject: Located<K>
  /** The same subject on the old side, where the change modifies it. */
  readonly earlier?: Located<K>
  /** Whether the file says a value (from the subject), rather than relying on the default. */
  readonly isWritten: (path: KeyPath) => boolean
  /** The number set for one of the rule's options. */
  readonly option: (name: string) => number
  /** Counts what a rule of one's own costs. Throws if it is too much for a run. */
  readonly spend: (steps: number) => void
}

export type Inspect = {
  readonly [K in SubjectKind]?: (subject: Value<K>, context: Context<K>) => Iterable<Problem>
}

export type Compare = {
  readonly [K in SubjectKind]?: {
    readonly added?: (after: Value<K>, context: Context<K>) => Iterable<Problem>
    readonly removed?: (before: Value<K>, context: Context<K>) => Iterable<Problem>
    readonly modified?: (
      before: Value<K>,
      after: Value<K>,
      context: ModifiedContext<K>,
    ) => Iterable<Problem>
  }
}

/** A rule inspects one side or compares two, never both. */
export type Rule = RuleMeta & ({ readonly inspect: Inspect } | { readonly compare: Compare })

export function precedenceOf({ precedence = 0 }: RuleMeta): number {
  return precedence
}

/** Declares a rule; only gives its argument a type. */
export function defineRule<R extends Rule>(rule: R): R {
  return rule
}
