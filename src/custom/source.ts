import type { VersionRange } from '../cortex/values/version-range.ts'
import type { Category, Rule, Severity } from '../review/rule.ts'
import type { Span } from '../text/text.ts'
import type { EditScalar } from '../yaml/edit/edits.ts'

export const CUSTOM_SUBJECTS = ['cluster', 'node-group', 'api', 'container', 'file'] as const
export const CUSTOM_EVENTS = ['present', 'added', 'removed', 'modified'] as const

export type CustomSubject = (typeof CUSTOM_SUBJECTS)[number]
export type CustomEvent = (typeof CUSTOM_EVENTS)[number]

/** A text of a settings file, and where it stands. */
export interface WrittenText extends Span {
  readonly text: string
  /** As it is in the file, with its quotes. */
  readonly source: string
}

/** A change of a key that a rule of one's own proposes; its path as written. */
export type CustomEdit =
  | { readonly op: 'restore' | 'remove'; readonly path: WrittenText }
  | { readonly op: 'set'; readonly path: WrittenText; readonly value: CustomValue }

export type CustomValue = EditScalar | readonly EditScalar[]

/** A rule of one's own as the settings say it: its expressions are not looked at yet. */
export interface CustomSource {
  readonly id: string
  readonly category: Category
  readonly severity: Severity
  readonly summary: string
  readonly why: string
  readonly docsUrl?: string
  readonly versions?: Partial<VersionRange>
  /** Glob patterns of the files that it is about; all if absent. */
  readonly paths?: readonly string[]
  readonly on: CustomSubject
  readonly when: readonly CustomEvent[]
  /** The expressions. */
  readonly condition: WrittenText
  readonly message: WrittenText
  readonly at?: WrittenText
  readonly fix?: readonly CustomEdit[]
  /** The file that says it. */
  readonly origin: string
}

/** Notes what is wrong, and where in the file. */
export type Note = (message: string, at: Span) => void

/** Makes a rule of what the settings say; undefined if something is wrong with it, which is noted. */
export type CompileRule = (source: CustomSource, note: Note) => Rule | undefined

/** Whether a rule is one's own: only these have a prefix of their own. */
export function isCustomId(id: string): boolean {
  return id.includes('/')
}

/** A prefix of one's own, a slash and a name; no two dashes in a row, which would end an HTML comment. */
export const CUSTOM_ID = /^[a-z][a-z\d]*(?:-[a-z\d]+)*\/[a-z][a-z\d]*(?:-[a-z\d]+)*$/
export const LONGEST_ID = 80
/** Prefixes that would pass for rules of the product. */
export const RESERVED_PREFIXES: readonly string[] = ['cortex', 'cortex-review']
