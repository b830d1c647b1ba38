import { tableRow } from '../markdown.ts'

/** A table of the summary. */
export interface Section {
  readonly title: string
  readonly header: readonly string[]
  readonly rows: readonly string[]
  /** What one row is. */
  readonly noun: string
  /** A paragraph below the table, as Markdown. */
  readonly note?: string
  /** A longer table is folded. */
  readonly mostOpen?: number
}

/** What stands below the findings is folded sooner than they are. */
export const FEW_ROWS = 6

/** The header and the rows of a table, without the columns that say nothing. */
export function toTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): Pick<Section, 'header' | 'rows'> {
  const isTold = header.map((_, index) => rows.some((cells) => (cells[index] ?? '') !== ''))
  const keep = (cells: readonly string[]) => cells.filter((_, index) => isTold[index])
  return { header: keep(header), rows: rows.map((cells) => tableRow(keep(cells))) }
}
