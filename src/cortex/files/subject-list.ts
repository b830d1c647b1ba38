import { readApi } from '../tables/api.ts'
import type { Api } from '../tables/api-types.ts'
import { readCluster } from '../tables/cluster.ts'
import type { Cluster } from '../tables/cluster-types.ts'
import { escapeName, type NamedSpec } from './identity.ts'
import type { CortexFile, Located } from './subject.ts'

/** Reads a spec: itself, and what stands in it. */
export function readSpec(file: CortexFile, spec: NamedSpec): readonly Located[] {
  const { kind, path, node, identity } = spec
  const place = { file, path, identity, parents: {} }
  if (kind === 'cluster') {
    const cluster = readCluster(node, file.version)
    return [{ ...place, kind, value: cluster }, ...nodeGroupsOf(place, cluster)]
  }
  const api = readApi(node, file.version)
  return [{ ...place, kind, value: api }, ...containersOf(place, api)]
}

type Place = Pick<Located, 'file' | 'path' | 'identity'>

function nodeGroupsOf(place: Place, cluster: Cluster): readonly Located[] {
  const numbered = numberNames()
  return cluster.node_groups.map((value, index) => ({
    kind: 'nodeGroup',
    value,
    parents: { cluster },
    file: place.file,
    path: [...place.path, 'node_groups', index],
    identity: `${place.identity}/nodeGroup/${numbered(value.name)}`,
  }))
}

function containersOf(place: Place, api: Api): readonly Located[] {
  const numbered = numberNames()
  return (api.pod?.containers ?? []).map((value, index) => ({
    kind: 'container',
    value,
    parents: { api },
    file: place.file,
    path: [...place.path, 'pod', 'containers', index],
    identity: `${place.identity}/container/${numbered(value.name)}`,
  }))
}

/** Tells names apart that come more than once: `a`, `a#2`, `a#3`. */
function numberNames(): (name: string) => string {
  const counts = new Map<string, number>()
  return (name) => {
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    return escapeName(name) + (count > 1 ? `#${count}` : '')
  }
}
