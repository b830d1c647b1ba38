import { distance } from 'fastest-levenshtein'
import { groupBy } from '../../text/group-by.ts'
import { shortenName } from '../../text/short-name.ts'
import type { Located } from '../files/subject.ts'
import { type Content, contentOf, likeness } from './content.ts'
import { type Matching, matchBy } from './matching.ts'

/** As many pairs of one key are compared by content; of more, those that are equal, then the order. */
const MOST_COMPARED = 2_500

/**
 * Matches subjects that have the same key; of several with one key, those whose contents are the
 * closest. One without a key is left over.
 */
export function matchClosest<S extends Located>(
  before: readonly S[],
  after: readonly S[],
  keyOf: (subject: S) => string | undefined,
  keyOfAfter = keyOf,
): Matching<S> {
  const old = groupBy(before, keyOf)
  const pairs = [...groupBy(after, keyOfAfter)].flatMap(([key, now]) =>
    key === undefined ? [] : pairGroup(old.get(key) ?? [], now),
  )
  return withRest(pairs, before, after)
}

/** Matches subjects of like contents: each with the closest that is at least so close. */
export function matchAlike<S extends Located>(
  before: readonly S[],
  after: readonly S[],
  least: number,
  except: readonly string[],
): Matching<S> {
  const isTooMuch = before.length * after.length > MOST_COMPARED
  return withRest(isTooMuch ? [] : pairGreedily(before, after, { least, except }), before, after)
}

export interface Clearness<S> {
  readonly keyOf: (subject: S) => string | undefined
  readonly contentOf: (subject: S) => Content
  /** How like two contents have to be. */
  readonly least: number
}

/**
 * Matches subjects that have the same key and are the closest to each other, closer than to any
 * other one of the key.
 */
export function matchClearly<S extends Located>(
  before: readonly S[],
  after: readonly S[],
  { keyOf, contentOf: read, least }: Clearness<S>,
): Matching<S> {
  const old = groupBy(before, keyOf)
  const pairs = [...groupBy(after, keyOf)].flatMap(([key, now]) => {
    const others = key === undefined ? [] : (old.get(key) ?? [])
    if (others.length * now.length > MOST_COMPARED) return []
    const [ours, theirs] = [now.map(read), others.map(read)]
    return now.flatMap((subject, at) => {
      const best = findClearest(ours[at], theirs, least)
      const isMutual = best !== undefined && findClearest(theirs[best], ours, least) === at
      const other = isMutual ? others[best] : undefined
      return other ? [[other, subject] as const] : []
    })
  })
  return withRest(pairs, before, after)
}

/** Matches named subjects of one key where both sides have as many: those with the closest names first. */
export function matchAsMany<S extends Located<'api'>>(
  before: readonly S[],
  after: readonly S[],
  keyOf: (subject: S) => string | undefined,
): Matching<S> {
  const old = groupBy(before, keyOf)
  const pairs = [...groupBy(after, keyOf)].flatMap(([key, now]) => {
    const others = key === undefined ? [] : (old.get(key) ?? [])
    const isTooMuch = others.length * now.length > MOST_COMPARED
    return others.length !== now.length || isTooMuch ? [] : pairByName(others, now)
  })
  return withRest(pairs, before, after)
}

function pairByName<S extends Located<'api'>>(before: readonly S[], after: readonly S[]) {
  return pairBest(before, after, (one, other) => {
    const [name, otherName] = [one.value.name, other.value.name]
    return -distance(shortenName(name), shortenName(otherName))
  })
}

/** The place of the content that is closer than any other. */
function findClearest(
  wanted: Content | undefined,
  contents: readonly Content[],
  least: number,
): number | undefined {
  if (!wanted) return undefined
  const ranked = contents.map((content, at) => ({ at, likeness: likeness(wanted, content) }))
  const [first, second] = ranked.toSorted((a, b) => b.likeness - a.likeness)
  if (!first || first.likeness < least || first.likeness === second?.likeness) return undefined
  return first.at
}

type Pair<S> = readonly [before: S, after: S]

function withRest<S>(
  pairs: readonly Pair<S>[],
  before: readonly S[],
  after: readonly S[],
): Matching<S> {
  const matched = new Set(pairs.map(([old]) => old))
  const origins = new Map(pairs.map(([old, now]) => [now, old] as const))
  return {
    pairs: after.flatMap((now) => {
      const old = origins.get(now)
      return old ? [[old, now] as const] : []
    }),
    before: before.filter((item) => !matched.has(item)),
    after: after.filter((item) => !origins.has(item)),
  }
}

function pairGroup<S extends Located>(before: readonly S[], after: readonly S[]) {
  const [old, now] = [before[0], after[0]]
  if (!old || !now) return []
  if (before.length === 1 && after.length === 1) return [[old, now] as const]

  const equal = matchBy(before, after, (subject) => [...contentOf(subject)].toSorted().join('\n'))
  const isTooMuch = equal.before.length * equal.after.length > MOST_COMPARED
  const rest = isTooMuch
    ? matchBy(equal.before, equal.after, () => '').pairs
    : pairGreedily(equal.before, equal.after)
  return [...equal.pairs, ...rest]
}

interface Closeness {
  readonly least: number
  readonly except: readonly string[]
}

/** The closest two first; of those that are as close, the ones whose places are. */
function pairGreedily<S extends Located>(
  before: readonly S[],
  after: readonly S[],
  { least, except }: Closeness = { least: 0, except: [] },
): readonly Pair<S>[] {
  const contents = new Map(
    [...before, ...after].map((subject) => [subject, contentOf(subject, except)] as const),
  )
  const read = (subject: S) => contents.get(subject) ?? new Set<string>()
  return pairBest(before, after, (one, other) => likeness(read(one), read(other)), least)
}

function pairBest<S>(
  before: readonly S[],
  after: readonly S[],
  likenessOf: (one: S, other: S) => number,
  least = -Infinity,
): readonly Pair<S>[] {
  const candidates = before
    .flatMap((one, i) => {
      return after.map((other, j) => ({
        i,
        j,
        likeness: likenessOf(one, other),
        distance: Math.abs(i - j),
      }))
    })
    .filter((candidate) => candidate.likeness >= least)
    .toSorted((a, b) => b.likeness - a.likeness || a.distance - b.distance || a.i + a.j - b.i - b.j)

  const taken = new Set<S>()
  return candidates.flatMap(({ i, j }) => {
    const [one, other] = [before[i], after[j]]
    if (!one || !other || taken.has(one) || taken.has(other)) return []
    taken.add(one).add(other)
    return [[one, other] as const]
  })
}
