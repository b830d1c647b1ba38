/** A line of code: its kind, its number (0 if it has none), its text. */
export type CodeRow = readonly [type: string, number: number, text: string]

/** A row of the table of findings, as the page's script knows it. */
export interface FindingRow {
  readonly repo: string
  readonly severity: 'error' | 'warning' | 'info'
  readonly rule: string
  readonly category: string
  readonly path: string
  readonly line: number
  readonly message: string
  /** Names with spaces between them. */
  readonly owner: string
  readonly since: string
  /** `excepted` if a comment in the file accepts it. */
  readonly state: 'new' | 'open' | 'excepted'
  /** Why it is accepted. */
  readonly reason: string
  /** Its line at its commit. */
  readonly url: string
  /** The page of its rule. */
  readonly docs: string
  readonly code: readonly CodeRow[]
  readonly fixTitle: string
  readonly fix: readonly CodeRow[]
}
