import { findNearest } from '../../text/nearest.ts'
import { isCurrent, type Key, type KeyFile, listKeys } from './keys.ts'

/** What a key path that someone wrote may mean. */
export type KeyLookup =
  /** `others` fit as well, but less. */
  | { readonly kind: 'found'; readonly key: Key; readonly others: readonly Key[] }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly Key[] }
  | { readonly kind: 'unknown'; readonly nearest: readonly Key[] }

/**
 * Looks up a key path as people write it: `pod.max_queue_length`, `containers[0].image`, `window`.
 *
 * It may leave out outer keys and indexes, and begin with the file (`cluster.vpc_cidr`) where a key
 * is in both; what follows it is a whole path, if it can be. Else a whole path counts more than the
 * end of one, and a key that Cortex still has more than an old one.
 */
export function findKey(written: string): KeyLookup {
  const { file, steps } = parsePath(written)
  const keys = listKeys().filter((key) => file === undefined || key.file === file)
  const whole = keys.filter((key) => file && isWhole(key, steps))
  const groups = [whole, ...matches(keys, steps)].filter((group) => group.length > 0)
  const [best] = groups
  if (!best) return { kind: 'unknown', nearest: nearestKeys(keys, steps) }

  const [key, ...rivals] = best
  if (key && rivals.length === 0) {
    return {
      kind: 'found',
      key,
      others: [...new Set(groups.flat())].filter((other) => other !== key),
    }
  }
  return { kind: 'ambiguous', candidates: best }
}

/** A path without indexes that `findKey` takes for this key and no other. */
export function nameOf(key: Key): string {
  const path = key.steps.join('.')
  const lookup = findKey(path)
  return lookup.kind === 'found' && lookup.key === key ? path : `${key.file}.${path}`
}

const FILES: Readonly<Record<string, KeyFile>> = { cluster: 'cluster', api: 'api', cortex: 'api' }
/** Deeper than any key; what is longer is not looked at. */
const LONGEST_PATH = 200

function parsePath(written: string): {
  readonly file?: KeyFile
  readonly steps: readonly string[]
} {
  const text = written.slice(0, LONGEST_PATH).trim()
  const [start = '', name = ''] = /^(cluster|api|cortex)(?:\.ya?ml)?[.:]/.exec(text) ?? []
  const file = FILES[name]
  const steps = text
    .slice(start.length)
    .replace(/\[[^\][]*\]/g, '.')
    .split(/[./\s]+/)
    .filter((step) => step !== '' && !/^\d+$/.test(step))
  return { ...(file && { file }), steps }
}

/** The keys that a path may mean, the likeliest first; those of one group are equally likely. */
function matches(keys: readonly Key[], steps: readonly string[]): readonly (readonly Key[])[] {
  if (steps.length === 0) return []
  const exact = keys.filter((key) => isWhole(key, steps))
  const ending = keys.filter((key) => !exact.includes(key) && endsWith(key, steps))
  const through = keys.filter((key) => !endsWith(key, steps) && leadsThrough(key, steps))
  const groups = [exact, ending, through]
  return [
    ...groups.map((group) => group.filter(isCurrent)),
    ...groups.map((group) => group.filter((key) => !isCurrent(key))),
  ].filter((group) => group.length > 0)
}

function isWhole(key: Key, steps: readonly string[]): boolean {
  return key.steps.length === steps.length && endsWith(key, steps)
}

function endsWith(key: Key, steps: readonly string[]): boolean {
  const end = key.steps.slice(-steps.length)
  return end.length === steps.length && end.every((step, index) => step === steps[index])
}

/** Whether a path only leaves out keys in between, e.g. `readiness_probe.port`. */
function leadsThrough({ steps: full }: Key, steps: readonly string[]): boolean {
  if (full.at(-1) !== steps.at(-1)) return false
  let next = 0
  for (const step of full) if (step === steps[next]) next += 1
  return next === steps.length
}

/** The keys that a misspelt path may mean. */
function nearestKeys(keys: readonly Key[], steps: readonly string[]): readonly Key[] {
  const names = [...new Set(keys.flatMap((key) => key.steps.at(-1) ?? []))]
  const mended = steps.map((step) => (names.includes(step) ? step : findNearest(step, names)))
  const whole = mended.flatMap((step) => step ?? [])
  const [best = []] = whole.length === steps.length && whole.length > 0 ? matches(keys, whole) : []
  if (best.length > 0) return best

  const last = mended.at(-1)
  return last === undefined ? [] : (matches(keys, [last])[0] ?? [])
}
