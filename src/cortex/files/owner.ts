import type { Api } from '../tables/api-types.ts'
import type { Located, Workspace } from './subject.ts'

/** Asked for each container of a side, so the index is kept. */
const indexes = new WeakMap<Workspace, ReadonlyMap<Api, Located<'api'>>>()

/** The place of an API, such as the one that a container is of; undefined on another side. */
export function findOwner(api: Api, workspace: Workspace): Located<'api'> | undefined {
  const index = indexes.get(workspace) ?? indexApis(workspace)
  indexes.set(workspace, index)
  return index.get(api)
}

function indexApis(workspace: Workspace): ReadonlyMap<Api, Located<'api'>> {
  return new Map(workspace.subjects('api').map((api) => [api.value, api] as const))
}
