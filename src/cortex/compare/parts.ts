import type { Located } from '../files/subject.ts'
import { matchClosest } from './closest.ts'
import { continueWith, type Matching } from './matching.ts'

/** Which parts of a spec belong together; those in `renamed` are left over in `named`. */
export interface PartMatching<S extends Located> {
  readonly named: Matching<S>
  readonly renamed: Matching<S>['pairs']
}

/**
 * Matches the node groups of a cluster: by name, then what is renamed by type and spot flag. Cortex
 * takes a group with another name for another one.
 */
export function matchGroups(
  before: readonly Located<'nodeGroup'>[],
  after: readonly Located<'nodeGroup'>[],
): PartMatching<Located<'nodeGroup'>> {
  const named = matchClosest(before, after, nameOf)
  // Cortex never took a group without a name.
  const gone = named.before.filter(({ value }) => value.name !== '')
  return { named, renamed: matchClosest(gone, named.after, sortOf).pairs }
}

function sortOf({ value: { instance_type, spot } }: Located<'nodeGroup'>): string {
  return `${instance_type} ${spot}`
}

/**
 * Matches the containers of a pod: by name, then by image. The only one of a pod is the same under
 * any name: Cortex replaces the pods anyway.
 */
export function matchContainers(
  before: readonly Located<'container'>[],
  after: readonly Located<'container'>[],
): Matching<Located<'container'>> {
  const isSingle = before.length === 1 && after.length === 1
  return continueWith({ pairs: [], before, after }, [
    (old, now) => matchClosest(old, now, isSingle ? () => '' : nameOf),
    (old, now) => matchClosest(old, now, ({ value }) => value.image || undefined),
  ])
}

function nameOf({ value }: Located<'nodeGroup' | 'container'>): string {
  return value.name
}
