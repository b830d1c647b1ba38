import { onceFor } from '../text/once.ts'
import type { Span } from '../text/text.ts'
import type { YamlDocument } from './document.ts'

const sortedComments = onceFor(({ comments }: YamlDocument) =>
  comments.toSorted((a, b) => a.start - b.start),
)

/** The comments that begin within a stretch of text. */
export function commentsFrom(document: YamlDocument, start: number, end: number): readonly Span[] {
  const comments = sortedComments(document)
  let [low, high] = [0, comments.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((comments[middle]?.start ?? 0) < start) low = middle + 1
    else high = middle
  }
  let last = low
  while ((comments[last]?.start ?? Infinity) < end) last += 1
  return comments.slice(low, last)
}

/** How often a document has each comment, by its text. */
export const countComments = onceFor(({ comments }: YamlDocument): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { text } of comments) counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
})
