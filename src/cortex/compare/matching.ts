/** Which items of two lists belong together, and which are left over. */
export interface Matching<T> {
  readonly pairs: readonly (readonly [before: T, after: T])[]
  readonly before: readonly T[]
  readonly after: readonly T[]
}

/** Matches items that have the same key, in their order; an item without a key is left over. */
export function matchBy<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (item: T) => string | undefined,
): Matching<T> {
  const waiting = new Map<string, T[]>()
  for (const item of before.toReversed()) {
    const key = keyOf(item)
    if (key === undefined) continue
    const items = waiting.get(key)
    if (items) items.push(item)
    else waiting.set(key, [item])
  }

  const pairs: (readonly [T, T])[] = []
  const unmatched: T[] = []
  for (const item of after) {
    const key = keyOf(item)
    const other = key === undefined ? undefined : waiting.get(key)?.pop()
    if (other === undefined) unmatched.push(item)
    else pairs.push([other, item])
  }
  const matched = new Set(pairs.map(([item]) => item))
  return { pairs, before: before.filter((item) => !matched.has(item)), after: unmatched }
}

/** Matches what is left over by a key that only one item of each list has. */
export function matchRest<T>(
  { pairs, before, after }: Matching<T>,
  keyOf: (item: T) => string,
): Matching<T> {
  const isUnique = (items: readonly T[]) => {
    const counts = new Map<string, number>()
    for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
    return (key: string) => counts.get(key) === 1
  }
  const isUniqueBefore = isUnique(before)
  const isUniqueAfter = isUnique(after)
  const rest = matchBy(before, after, (item) => {
    const key = keyOf(item)
    return isUniqueBefore(key) && isUniqueAfter(key) ? key : undefined
  })
  return { ...rest, pairs: [...pairs, ...rest.pairs] }
}

/** Takes pairs apart whose items do not belong together after all. */
export function splitPairs<T>(
  { pairs, before, after }: Matching<T>,
  isWrong: (pair: readonly [before: T, after: T]) => boolean,
): Matching<T> {
  const wrong = pairs.filter(isWrong)
  if (wrong.length === 0) return { pairs, before, after }
  return {
    pairs: pairs.filter((pair) => !wrong.includes(pair)),
    before: [...before, ...wrong.map(([old]) => old)],
    after: [...after, ...wrong.map(([, now]) => now)],
  }
}

/** Matches step by step, each time what is left over. */
export function continueWith<T>(
  start: Matching<T>,
  steps: readonly ((before: readonly T[], after: readonly T[]) => Matching<T>)[],
): Matching<T> {
  return steps.reduce(({ pairs, before, after }, step) => {
    if (before.length === 0 || after.length === 0) return { pairs, before, after }
    const next = step(before, after)
    return { ...next, pairs: [...pairs, ...next.pairs] }
  }, start)
}
