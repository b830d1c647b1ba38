/** A table of the summary. */
export interface Section {
  readonly title: string
  readonly header: readonly string[]
  readonly rows: readonly string[]
  /** What one row is. */
  readonly noun: string
  /** A paragraph below the table, as Markdown. */
  readonly note?: string
}
