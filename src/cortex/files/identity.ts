import { shortenName } from '../../text/short-name.ts'
import { listSpecs, type SpecPlace } from './spec-list.ts'
import type { CortexFile } from './subject.ts'

/** One file on both sides, or on the side that has it. */
export interface Pair<T> {
  readonly before: T | undefined
  readonly after: T | undefined
}

export interface NamedSpec extends SpecPlace {
  readonly identity: string
}

/** The identities of a file and of the specs in it. */
export interface Identities {
  readonly file: string
  readonly specs: readonly NamedSpec[]
}

/**
 * Gives every spec an identity: by kind and name, e.g. `api/iris`; a file has that of its path on
 * the new side.
 *
 * A name that a side has more than once is numbered over both sides, by files and places, so that a
 * spec has the same identity on both: `api/iris`, `api/iris#2`.
 */
export function identify(pairs: readonly Pair<CortexFile>[]): ReadonlyMap<CortexFile, Identities> {
  const listed = pairs.map(({ before, after }) => ({
    before: { file: before, specs: before ? listSpecs(before) : [] },
    after: { file: after, specs: after ? listSpecs(after) : [] },
  }))
  const repeated = new Set([
    ...repeatedIdentities(listed.flatMap(({ before }) => before.specs)),
    ...repeatedIdentities(listed.flatMap(({ after }) => after.specs)),
  ])
  const result = new Map<CortexFile, Identities>()
  const used = new Map<string, number>()

  for (const { before, after } of listed) {
    const counts = new Map<string, number>()
    const path = `file/${(after.file ?? before.file)?.path}`
    for (const { file, specs } of [before, after]) {
      const numbering = { repeated, used, counts }
      if (file) result.set(file, { file: path, specs: numberSpecs(specs, numbering) })
    }
    for (const [base, count] of counts) used.set(base, (used.get(base) ?? 0) + count)
  }
  return result
}

interface Numbering {
  readonly repeated: ReadonlySet<string>
  /** How many numbers of an identity the files before this one have. */
  readonly used: ReadonlyMap<string, number>
  /** How many this file has, on the side that has more. */
  readonly counts: Map<string, number>
}

function numberSpecs(
  specs: readonly SpecPlace[],
  { repeated, used, counts }: Numbering,
): readonly NamedSpec[] {
  const seen = new Map<string, number>()
  return specs.map((spec) => {
    const base = baseOf(spec)
    if (!repeated.has(base)) return { ...spec, identity: base }

    const nth = (seen.get(base) ?? 0) + 1
    seen.set(base, nth)
    counts.set(base, Math.max(nth, counts.get(base) ?? 0))
    const number = (used.get(base) ?? 0) + nth
    return { ...spec, identity: number > 1 ? `${base}#${number}` : base }
  })
}

function repeatedIdentities(specs: readonly SpecPlace[]): readonly string[] {
  const seen = new Set<string>()
  return specs.map(baseOf).filter((base) => seen.size === seen.add(base).size)
}

function baseOf({ kind, name }: SpecPlace): string {
  return `${kind}/${escapeName(name)}`
}

/** A name is the user's text, and must not look like two steps of an identity. */
export function escapeName(name: string): string {
  return shortenName(name).replaceAll('/', '%2F')
}
