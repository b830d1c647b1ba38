/** What can be commented: line → hunk, per side, as GitHub numbers them from a patch. */
export interface Anchors {
  readonly left: ReadonlyMap<number, number>
  readonly right: ReadonlyMap<number, number>
}

/** A row of a patch; `left` and `right` are the lines of the sides that have it. */
export interface PatchRow {
  readonly sign: ' ' | '+' | '-'
  readonly hunk: number
  readonly left?: number
  readonly right?: number
}

/** Reads a patch independently of the tool under test. */
export function patchRows(patch: string): PatchRow[] {
  const rows: PatchRow[] = []
  let hunk = 0
  let left = 0
  let right = 0
  for (const text of patch.split('\n')) {
    const header = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(text)
    if (header) {
      hunk += 1
      left = Number(header[1])
      right = Number(header[3])
    } else if (text.startsWith('+')) rows.push({ sign: '+', hunk, right: right++ })
    else if (text.startsWith('-')) rows.push({ sign: '-', hunk, left: left++ })
    else if (!text.startsWith('\\')) rows.push({ sign: ' ', hunk, left: left++, right: right++ })
  }
  return rows
}

export function anchorsOf(patch: string): Anchors {
  const left = new Map<number, number>()
  const right = new Map<number, number>()
  for (const row of patchRows(patch)) {
    if (row.left !== undefined) left.set(row.left, row.hunk)
    if (row.right !== undefined) right.set(row.right, row.hunk)
  }
  return { left, right }
}

/** Whether a removed row lies between two lines of the new side: then no suggestion commits. */
export function hasRemovedRow(patch: string, startLine: number, endLine: number): boolean {
  const rows = patchRows(patch)
  const start = rows.findIndex((row) => row.right === startLine)
  const end = rows.findIndex((row) => row.right === endLine)
  return rows.slice(start, end + 1).some((row) => row.sign === '-')
}

/** Where lines of the old side went; undefined if one of them changed. */
export function followLines(
  patch: string | undefined,
  start: number,
  end: number,
): readonly [number, number] | undefined {
  if (patch === undefined) return [start, end]
  let shift = 0
  for (const row of patchRows(patch)) {
    if (row.sign === '-' && row.left !== undefined) {
      if (row.left >= start && row.left <= end) return undefined
      if (row.left < start) shift -= 1
    }
    // An added row stands before the old line that follows it.
    if (row.sign === '+' && row.right !== undefined) {
      const before = row.right - shift
      if (before <= start) shift += 1
      else if (before <= end) return undefined
    }
  }
  return [start + shift, end + shift]
}
