/** What a spreadsheet takes for a formula, or for the start of another cell. */
const FORMULA = /^[=+\-@\t\r]/

/** Rows as CSV (RFC 4180); no cell is a formula to a spreadsheet. */
export function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(toCell).join(',')}\r\n`).join('')
}

function toCell(value: string | number): string {
  const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
