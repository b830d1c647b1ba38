import { readApi } from '../tables/api.ts'
import type { Api } from '../tables/api-types.ts'
import { readCluster } from '../tables/cluster.ts'
import type { Cluster } from '../tables/cluster-types.ts'
import { escapeName, type Identities, type NamedSpec } from './identity.ts'
import type { CortexFile, Located } from './subject.ts'

interface Read {
  readonly identities: Identities | undefined
  readonly subjects: readonly Located[]
}

const known = new WeakMap<CortexFile, Read>()

/** Everything in a file that a rule can look at; under the same names, it is the same. */
export function readSubjects(
  file: CortexFile,
  identities: Identities | undefined,
): readonly Located[] {
  const last = known.get(file)
  if (last && isSame(last.identities, identities)) return last.subjects

  const self = { kind: 'file', value: file.document, parents: {}, path: [] } as const
  const subjects: readonly Located[] = [
    { ...self, file, identity: identities?.file ?? 'file' },
    ...(identities?.specs ?? []).flatMap((spec) => readSpec(file, spec)),
  ]
  known.set(file, { identities, subjects })
  return subjects
}

/** Whether the specs of a file have the same names, in the order of their places. */
function isSame(one: Identities | undefined, other: Identities | undefined): boolean {
  if (one === other) return true
  if (!one || !other || one.file !== other.file) return false
  return one.specs.every(({ identity }, index) => identity === other.specs[index]?.identity)
}

/** Reads a spec: itself, and what stands in it. */
function readSpec(file: CortexFile, spec: NamedSpec): readonly Located[] {
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
