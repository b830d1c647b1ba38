import type { Located } from '../cortex/files/subject.ts'
import type { BotThread } from '../github/read/conversation.ts'
import type { Review } from '../review/review.ts'
import type { Rule } from '../review/rule.ts'
import { toRange } from '../text/text.ts'
import { locate } from '../yaml/document.ts'

/**
 * Tells whether a comment stands on a line of a spec that has another name now. To Cortex that is
 * another spec, so that nothing is compared and nothing found; but what the comment says is still
 * there, until its line changes. What a rule says that looks at one side only, it would say again.
 */
export function findRenamed(
  { changes }: Review,
  rules: readonly Rule[],
): (thread: BotThread) => boolean {
  const inspecting = new Set(rules.flatMap((rule) => ('inspect' in rule ? [rule.id] : [])))
  const gone = new Set(
    changes.flatMap((change) => (change.event === 'removed' ? [keyOf(change.before)] : [])),
  )
  const ranges = changes.flatMap((change) => {
    if (change.event !== 'added' || !gone.has(keyOf(change.after))) return []
    const { file, path } = change.after
    const place = locate(file.document, path)
    return place ? [{ path: file.path, ...toRange(file.document.lines, place.entry) }] : []
  })
  return ({ path, side, line, marker }) =>
    !inspecting.has(marker.rule) &&
    side === 'RIGHT' &&
    line !== undefined &&
    ranges.some(
      ({ start, end, ...range }) => range.path === path && line >= start.line && line <= end.line,
    )
}

function keyOf({ kind, file }: Located): string {
  return `${kind} ${file.path}`
}
