import type { SpecChange } from '../cortex/files/subject.ts'
import type { RawFinding } from './evaluate.ts'

/**
 * Where the spec of a finding is at home, to tell it from others of its name in other files: the file
 * that it had before the change, wherever it is now. A spec that is new is at home where it stands.
 */
export interface Home {
  readonly path: string
  readonly isNew: boolean
}

/** Finds the homes of findings, given what changes and which files are renamed (new path → old). */
export function createHomes(
  changes: readonly SpecChange[],
  renames: ReadonlyMap<string, string>,
): (finding: RawFinding) => Home {
  const added = new Set<string>()
  const moved = new Map<string, string>()
  for (const change of changes) {
    if (change.event === 'added') added.add(change.after.identity)
    if (change.event === 'modified' && change.moved) {
      moved.set(change.after.identity, change.before.file.path)
    }
  }

  return ({ subject: { file, identity }, side }) => {
    if (side === 'before') return { path: file.path, isNew: false }

    const spec = specOf(identity)
    const path = moved.get(spec) ?? renames.get(file.path) ?? file.path
    return { path, isNew: added.has(spec) }
  }
}

/**
 * The identity of a subject without the number of its spec, which counts same names over whichever
 * files a change has.
 */
export function unnumber(identity: string): string {
  const spec = specOf(identity)
  return spec.replace(/#\d+$/, '') + identity.slice(spec.length)
}

/** The identity of the spec that a subject stands in, such as `api/iris`; of a file, its own. */
export function specOf(identity: string): string {
  return /^(?:api|cluster)\/[^/]*/.exec(identity)?.[0] ?? identity
}
