/** A table whose rows all stand in the page: they are put in order, and the others hidden. */
export function createPlainTable(table: HTMLTableElement): (shown: readonly number[]) => void {
  const body = table.tBodies[0]
  const rows = [...(body?.rows ?? [])]
  return (shown) => {
    const visible = new Set(shown)
    for (const [index, row] of rows.entries()) row.hidden = !visible.has(index)
    body?.append(...shown.flatMap((index) => rows[index] ?? []))
  }
}
