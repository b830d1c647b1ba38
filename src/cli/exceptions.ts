import { blameLines } from '../git/blame.ts'
import { findRoot } from '../git/revisions.ts'
import { dateExceptions, type LineOrigin } from '../review/ignores/exceptions.ts'
import type { Review } from '../review/review.ts'
import { groupBy } from '../text/group-by.ts'
import type { Task } from './task.ts'

/** Says of the exceptions of an audit since when they are there, and by whom, as far as Git knows. */
export function dateInClone(review: Review, { root, commit, changes }: Task): Review {
  if (findRoot(root) === undefined) return review
  const origins = new Map<string, ReadonlyMap<number, LineOrigin>>()
  for (const [path, ofFile] of groupBy(review.exceptions, (each) => each.path)) {
    const text = changes.after.get(path)
    if (text === undefined) continue
    const lines = ofFile.map(({ line }) => line)
    origins.set(path, blameLines(root, commit ?? 'HEAD', { path, text, lines }))
  }
  return {
    ...review,
    exceptions: dateExceptions(review.exceptions, (path, line) => origins.get(path)?.get(line)),
  }
}
