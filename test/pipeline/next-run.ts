import { placeFindings } from '../../src/report/comment/placement.ts'
import { DEFAULT_CONFIG } from '../../src/review/config.ts'
import { rankOf } from '../../src/review/judge.ts'
import { review } from '../../src/review/review.ts'
import { precedenceOf } from '../../src/review/rule.ts'
import { rules } from '../../src/rules/index.ts'
import { applyEdits, type TextEdit } from '../../src/text/text.ts'
import { describe, listRaw, type Sides, toChangeSet } from './known.ts'

/** All comments that a review can have. */
const MOST_COMMENTS = 1_000

export interface NextRun {
  /** How many suggestions are committed together. */
  readonly committed: number
  /** What the next run says and the first did not know, or called milder. */
  readonly news: readonly string[]
}

/** Commits all suggestions of a review together, and reviews what comes of it. */
export function commitAll(sides: Sides): NextRun {
  const changeSet = toChangeSet(sides)
  const judged = review(changeSet, DEFAULT_CONFIG, rules)
  const { inline } = placeFindings(judged, changeSet.hunks, MOST_COMMENTS, 'info')
  const chosen = inline.flatMap(({ finding, suggestion }) => (suggestion ? [finding] : []))
  if (chosen.length === 0) return { committed: 0, news: [] }

  const edits = new Map<string, TextEdit[]>()
  for (const { fix } of chosen) {
    if (fix) edits.set(fix.path, [...(edits.get(fix.path) ?? []), ...fix.edits])
  }
  const fixed = [...edits].map(([path, all]) => {
    return [path, applyEdits(sides.after.get(path) ?? '', all)] as const
  })
  const after = new Map([...sides.after, ...fixed])

  const highest = Math.max(...chosen.map(({ rule }) => precedenceOf(rule)))
  const known = new Map(listRaw(sides).map((each) => [describe(each), each.raw]))
  const topics = new Set(
    [...known.values()].map(({ rule, subject }) => `${rule.id} ${subject.kind}`),
  )
  const news = listRaw({ ...sides, after }, false).flatMap((each) => {
    const { rule, subject, severity } = each.raw
    // What a value means could not be said while Cortex refused it.
    const isHidden = highest > Math.max(0, precedenceOf(rule))
    const same = known.get(describe(each))
    const isKnown = same
      ? rankOf(each.raw) <= rankOf(same)
      : topics.has(`${rule.id} ${subject.kind}`)
    // A note on what the change adds beside a group that is put back gets no comment.
    return isHidden || isKnown || (!same && severity === 'info') ? [] : [rule.id]
  })
  return { committed: chosen.length, news }
}
