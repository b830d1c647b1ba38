import type { Comparison } from '../cortex/compare/comparison.ts'
import type { RawFinding } from './evaluate.ts'

/**
 * Where the spec of a finding is at home, to tell it from others of its name in other files: the file
 * that it had before the change, wherever it is now. A spec that is new is at home where it stands.
 */
export interface Home {
  readonly path: string
  readonly isNew: boolean
  /** What the subject was called before the change; as it is called now if it is new. */
  readonly identity: string
}

/** Finds the homes of findings of a change. */
export function createHomes(comparison: Comparison): (finding: RawFinding) => Home {
  const { relationOf, counterpartOf, otherFileOf } = comparison
  return ({ subject, side }) => {
    const { path } = subject.file
    if (side === 'before') return { path, isNew: false, identity: subject.identity }

    const { fate, other } = relationOf(comparison.specOf(subject) ?? subject)
    const { identity } = counterpartOf(subject) ?? subject
    if (fate === 'came' || fate === 'split') return { path, isNew: true, identity }
    const home = (other?.file ?? otherFileOf(subject.file))?.path ?? path
    return { path: home, isNew: false, identity }
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
