import type { Finding } from '../../review/finding.ts'
import type { Review } from '../../review/review.ts'
import type { SourceRange } from '../../text/text.ts'
import { findSubject, linesOf } from '../subject.ts'

/** A place in the new files. */
export interface HeadPlace {
  readonly path: string
  readonly range: SourceRange
}

/**
 * Where a finding is shown by what knows only the new files: what is gone is shown at the spec that
 * it was in; if that is gone too, at the top of the file.
 */
export function placeOnHead({ location, subject }: Finding, review: Review): HeadPlace {
  if (location.side === 'after') return { path: location.path, range: location.range }

  const home = findSubject(review.after, subject)
  const line = home ? linesOf(home).start : 1
  const start = { line, column: 1 }
  return { path: home?.file.path ?? location.path, range: { start, end: start } }
}
