import type { Span } from '../../text/text.ts'
import type { EditValue } from './edits.ts'
import type { Slot } from './slot.ts'
import { hasValue } from './value.ts'

/** Neighbours of a list, and what they are to become. */
export interface ListGap {
  readonly items: Span
  readonly values: Span
}

/** More comparisons than this are not worth the smaller edit. */
const MOST_COMPARED = 10_000

/** Where a list differs from what it is to hold, with as many items as possible left as they are. */
export function findGaps(items: readonly Slot[], values: readonly EditValue[]): readonly ListGap[] {
  const isSame = (index: number, at: number) => {
    const [item, value] = [items[index], values[at]]
    return item !== undefined && value !== undefined && hasValue(item.node, value)
  }
  const shorter = Math.min(items.length, values.length)
  let head = 0
  while (head < shorter && isSame(head, head)) head += 1
  let tail = 0
  while (tail < shorter - head && isSame(items.length - 1 - tail, values.length - 1 - tail)) {
    tail += 1
  }
  const middle = {
    items: { start: head, end: items.length - tail },
    values: { start: head, end: values.length - tail },
  }
  const size = (middle.items.end - head) * (middle.values.end - head)
  return size > MOST_COMPARED ? [middle] : splitGap(middle, isSame)
}

/** Splits a gap at the longest common part of both lists. */
function splitGap(
  { items, values }: ListGap,
  isSame: (index: number, at: number) => boolean,
): readonly ListGap[] {
  const width = values.end - values.start + 1
  // How long the common part is from an item and a value on; a row for each item.
  const lengths = Array.from({ length: (items.end - items.start + 1) * width }, () => 0)
  const lengthAt = (index: number, at: number) =>
    lengths[(index - items.start) * width + at - values.start] ?? 0
  for (let index = items.end - 1; index >= items.start; index -= 1) {
    for (let at = values.end - 1; at >= values.start; at -= 1) {
      lengths[(index - items.start) * width + at - values.start] = isSame(index, at)
        ? lengthAt(index + 1, at + 1) + 1
        : Math.max(lengthAt(index + 1, at), lengthAt(index, at + 1))
    }
  }

  const gaps: ListGap[] = []
  let [index, at] = [items.start, values.start]
  let start = { index, at }
  const close = () => {
    gaps.push({ items: { start: start.index, end: index }, values: { start: start.at, end: at } })
  }
  while (index < items.end && at < values.end) {
    if (isSame(index, at)) {
      close()
      index += 1
      at += 1
      start = { index, at }
    } else if (lengthAt(index + 1, at) >= lengthAt(index, at + 1)) index += 1
    else at += 1
  }
  ;[index, at] = [items.end, values.end]
  close()
  return gaps
}
