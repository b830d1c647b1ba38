import { enumerate } from '../../review/wording.ts'
import { groupBy } from '../../text/group-by.ts'
import { quote } from '../../text/wording.ts'
import type { AuditedRepository, ClusterFacts, Crossing, CrossingPlace } from './model.ts'

/** An API or a cluster, and where it is. */
interface Located<T> {
  readonly place: CrossingPlace
  readonly value: T
}

/**
 * What can only be seen of several repositories together: a cluster that two of them configure, names
 * and endpoints that two of them take on one cluster, and clusters that are named and not there.
 */
export function findCrossings(repositories: readonly AuditedRepository[]): readonly Crossing[] {
  const clusters = repositories.flatMap((repository) =>
    repository.clusters.map((value) => locate(repository, value)),
  )
  return [
    ...findRepeated(clusters),
    ...findTaken(repositories, clusters),
    ...findUnknown(repositories, clusters),
  ]
}

function locate<T extends { readonly path: string }>(
  { name }: AuditedRepository,
  value: T,
): Located<T> {
  return { place: { repository: name, path: value.path }, value }
}

/** One name in one region is one cluster, unless it is known that the accounts differ. */
function findRepeated(clusters: readonly Located<ClusterFacts>[]): readonly Crossing[] {
  const groups = [...groupBy(clusters, ({ value }) => `${value.name} ${value.region}`).values()]
  return groups.flatMap((group) => {
    const [first] = group
    const accounts = new Set(group.flatMap(({ value }) => value.account ?? []))
    if (!first || !isAcross(group) || accounts.size > 1) return []
    const { name, region } = first.value
    const message = `Cluster ${quote(name)} in ${quote(region)} is configured in ${nameRepositories(group)}: in one AWS account, \`cortex cluster configure\` of each reverts the others.`
    return [{ kind: 'cluster-repeated', message, places: group.map(({ place }) => place) }]
  })
}

interface Taken {
  readonly path: string
  readonly key: 'endpoint' | 'name'
  readonly text: string
  /** The repository and the path of the cluster. */
  readonly cluster: string
}

function findTaken(
  repositories: readonly AuditedRepository[],
  clusters: readonly Located<ClusterFacts>[],
): readonly Crossing[] {
  const known = new Map(clusters.map(({ place, value }) => [keyOf(place), value]))
  const all = repositories.flatMap((repository) =>
    (repository.apis ?? []).flatMap(({ path, name, endpoint, clusters: homes }) =>
      homes.flatMap((home) => {
        const cluster = keyOf(toPlace(repository.name, home))
        const taken: readonly Taken[] = [
          { path, key: 'name', text: name, cluster },
          ...(endpoint === undefined
            ? []
            : [{ path, key: 'endpoint' as const, text: endpoint, cluster }]),
        ]
        return taken.map((value) => locate(repository, value))
      }),
    ),
  )
  const groups = [
    ...groupBy(all, ({ value: { key, text, cluster } }) => `${key} ${text} ${cluster}`).values(),
  ]
  return groups.flatMap((group) => {
    const [first] = group
    if (!first || !isAcross(group)) return []
    const { key, text, cluster } = first.value
    const home = quote(known.get(cluster)?.name ?? cluster)
    const what = key === 'name' ? `API name ${quote(text)}` : `Endpoint ${quote(text)}`
    const effect =
      key === 'name'
        ? 'each deploy replaces the API of the other'
        : 'Cortex rejects the API that is deployed last'
    const message = `${what} is used on cluster ${home} by ${nameRepositories(group)}: ${effect}.`
    const kind = key === 'name' ? 'api-name-taken' : 'endpoint-taken'
    return [{ kind, message, places: group.map(({ place }) => place) } as const]
  })
}

/** A cluster of another repository that was audited, too, and does not have it. */
function findUnknown(
  repositories: readonly AuditedRepository[],
  clusters: readonly Located<ClusterFacts>[],
): readonly Crossing[] {
  const audited = new Set(repositories.map(({ name }) => name))
  const known = new Set(clusters.map(({ place }) => keyOf(place)))
  return repositories.flatMap(({ name, apis = [] }) =>
    apis.flatMap(({ path, name: api, clusters: homes }) =>
      homes.flatMap((home): readonly Crossing[] => {
        const { repository, path: file } = toPlace(name, home)
        if (!audited.has(repository) || known.has(keyOf({ repository, path: file }))) return []
        const message = `API ${quote(api)} is for the cluster in ${quote(file)} of ${quote(repository)}: there is no cluster config.`
        return [{ kind: 'cluster-missing', message, places: [{ repository: name, path }] }]
      }),
    ),
  )
}

function toPlace(
  repository: string,
  { repository: other = repository, path }: { readonly repository?: string; readonly path: string },
): CrossingPlace {
  return { repository: other, path }
}

function keyOf({ repository, path }: CrossingPlace): string {
  return `${repository}/${path}`
}

function isAcross(group: readonly Located<unknown>[]): boolean {
  return new Set(group.map(({ place }) => place.repository)).size > 1
}

function nameRepositories(group: readonly Located<unknown>[]): string {
  return enumerate([...new Set(group.map(({ place }) => quote(place.repository)))])
}
