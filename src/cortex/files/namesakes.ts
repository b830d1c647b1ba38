import type { Located, Workspace } from './subject.ts'

/** What two APIs of a cluster cannot share. */
export type SharedKey = 'name' | 'endpoint'

/** The first API of the same cluster, in another file, that has the same name or endpoint. */
export function findFirstOwner(
  api: Located<'api'>,
  workspace: Workspace,
  key: SharedKey,
): Located<'api'> | undefined {
  const cluster = workspace.clusterOf(api)
  if (!cluster) return undefined

  const apis = workspace.apisOf(cluster.value)
  const first = ownersOf(apis, key).get(valueOf(api, key))
  return first && first.file !== api.file ? first : undefined
}

/** Asked once for every API of a cluster, so the index is kept. */
const indexes = {
  name: new WeakMap<readonly Located<'api'>[], ReadonlyMap<string, Located<'api'>>>(),
  endpoint: new WeakMap<readonly Located<'api'>[], ReadonlyMap<string, Located<'api'>>>(),
}

function ownersOf(apis: readonly Located<'api'>[], key: SharedKey) {
  const known = indexes[key].get(apis)
  if (known) return known

  const owners = new Map(apis.toReversed().map((api) => [valueOf(api, key), api] as const))
  indexes[key].set(apis, owners)
  return owners
}

function valueOf({ value }: Located<'api'>, key: SharedKey): string {
  return key === 'name' ? value.name : value.networking.endpoint
}
