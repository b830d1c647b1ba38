import type { CortexFile, Located } from '../../cortex/files/subject.ts'
import { digest } from './digest.ts'

/**
 * What a rule read to find something: values by where they stand, such as `after/pod/port=8080`; or
 * that it looked at a whole spec's file, or at other specs, where single values are not followed.
 */
export type Reads = readonly string[] | 'spec' | 'workspace'

/** Objects in place of those given, which note what is read of them. */
export interface Watch {
  /** `name` tells what is read of this from the rest. */
  readonly value: <T>(value: T, name: string) => T
  /** A subject; to read its file is to look at the whole spec. */
  readonly subject: <L extends Located>(subject: L, name: string) => L
  /** Ends the watch: what follows may depend on any spec. */
  readonly leave: () => never
}

/** Runs a function with objects that note what it reads. */
export function traceReads(run: (watch: Watch) => void): Reads {
  const reads = new Set<string>()
  const watched = new WeakMap<object, object>()

  const value: Watch['value'] = (given, name) =>
    isObject(given) ? remember(watched, given, () => watchObject(given, name)) : given

  function watchObject<T extends object>(target: T, name: string): T {
    return new Proxy(target, {
      get(object, key) {
        const member: unknown = Reflect.get(object, key)
        if (typeof key === 'symbol' || typeof member === 'function') return member
        const at = `${name}/${escapeStep(key)}`
        if (!isObject(member)) reads.add(`${at}=${write(member)}`)
        return value(member, at)
      },
      has(object, key) {
        reads.add(`${name}/${escapeStep(String(key))}?${Reflect.has(object, key)}`)
        return Reflect.has(object, key)
      },
      ownKeys(object) {
        const keys = Reflect.ownKeys(object)
        reads.add(`${name}/*=${write(keys.map(String).toSorted())}`)
        return keys
      },
    })
  }

  const subject: Watch['subject'] = (given, name) =>
    remember(watched, given, () => ({
      ...given,
      value: value(given.value, name),
      parents: value(given.parents, `${name} in`),
      file: remember(watched, given.file, () => withoutDocument(given.file)),
    }))

  try {
    run({ value, subject, leave: () => leave('workspace') })
    return [...reads].toSorted()
  } catch (error) {
    return error instanceof Departure ? error.reads : 'workspace'
  }
}

/** The rule leaves what can be followed. */
class Departure extends Error {
  readonly reads: Reads

  constructor(reads: Reads) {
    super()
    this.reads = reads
  }
}

function leave(reads: Reads): never {
  throw new Departure(reads)
}

function withoutDocument({ path, kind, version }: CortexFile): CortexFile {
  return {
    path,
    kind,
    version,
    get document() {
      return leave('spec')
    },
  }
}

/** The one that stands for a key, so that what is the same thing stays the same. */
function remember<T extends object>(known: WeakMap<object, object>, key: T, make: () => T): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what stands for a T is one
  const made = (known.get(key) as T | undefined) ?? make()
  known.set(key, made)
  return made
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** A key is the user's text, and must not look like two steps. */
function escapeStep(key: string): string {
  return key.replaceAll('%', '%25').replaceAll('/', '%2F').replaceAll('=', '%3D')
}

/** A longer text is known by its hash: every finding may have read it. */
const LONGEST_TEXT = 1_000
const MOST_HASHES = 100
const hashes = new Map<string, string>()

function hashLong(text: string): string {
  const known = hashes.get(text) ?? digest(text)
  if (hashes.size >= MOST_HASHES) hashes.clear()
  hashes.set(text, known)
  return known
}

/** A text that tells plain values apart. */
function write(value: unknown): string {
  if (typeof value === 'string' && value.length > LONGEST_TEXT) return `#${hashLong(value)}`
  return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value))
}
