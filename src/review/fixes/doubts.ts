/** Why a fix is only shown: ends of "not offered, since …". */
export const DOUBTS = {
  untried: 'it was not tried, as there are very many',
  comment: 'it takes a comment away',
  shared: 'it changes everything that uses the anchor',
  overlaps: 'another fix changes the same lines',
  depends: 'another fix changes what it is about',
} as const

/** Whether a fix helps by itself, and would be offered but for another one. */
export function isInTheWay(doubt: string | undefined): boolean {
  return doubt === DOUBTS.overlaps || doubt === DOUBTS.depends
}
