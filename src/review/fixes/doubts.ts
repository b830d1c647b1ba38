/** Why a fix is only shown: ends of "cannot be committed because …". */
export const DOUBTS = {
  untried: 'there are too many findings to verify it',
  comment: 'it would remove a comment',
  shared: 'it would change every use of the YAML anchor',
  overlaps: 'another fix changes the same lines',
  depends: 'it depends on another fix',
} as const

/** Whether a fix helps by itself, and would be offered but for another one. */
export function isInTheWay(doubt: string | undefined): boolean {
  return doubt === DOUBTS.overlaps || doubt === DOUBTS.depends
}
