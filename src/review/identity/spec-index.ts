import type { Located, Workspace } from '../../cortex/files/subject.ts'
import { groupBy } from '../../text/group-by.ts'

const indexes = new WeakMap<Workspace, ReadonlyMap<string, readonly Located[]>>()

/** The clusters and APIs of a side by their identities; made once, as every finding may ask. */
export function specsByIdentity(side: Workspace): ReadonlyMap<string, readonly Located[]> {
  const known = indexes.get(side)
  if (known) return known

  const index = groupBy(listSpecs(side), ({ identity }) => identity)
  indexes.set(side, index)
  return index
}

/** The clusters and APIs of a side. */
export function listSpecs(side: Workspace): readonly Located[] {
  return [...side.subjects('cluster'), ...side.subjects('api')]
}
