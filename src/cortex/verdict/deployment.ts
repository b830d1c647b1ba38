import { problemAt } from '../../schema/problem.ts'
import type { Complaint } from '../../schema/schema.ts'
import type { KeyPath } from '../../text/text.ts'
import { quote } from '../../text/wording.ts'
import { fits, sumRequests } from '../capacity/fit.ts'
import type { Cluster } from '../tables/cluster-types.ts'
import { endpointOf } from './effective-api.ts'
import type { JudgedApi } from './judged-api.ts'
import type { Stage, VerdictProblem } from './verdict.ts'

/** An API that a cluster has. */
export interface DeployedApi {
  readonly name: string
  readonly kind: string
  readonly endpoint: string
}

interface Surroundings {
  readonly cluster?: Cluster
  readonly deployed?: readonly DeployedApi[]
}

/** Yields what is wrong between the specs of a file, and between them and their cluster. */
export function* checkDeployment(
  specs: readonly JudgedApi[],
  { cluster, deployed }: Surroundings,
): Iterable<VerdictProblem> {
  yield* checkNames(specs)
  yield* checkEndpoints(specs)
  for (const spec of specs) {
    if (deployed) yield* checkDeployed(spec, specs, deployed)
    if (cluster) yield* checkPlacement(spec, cluster)
  }
}

function* checkNames(specs: readonly JudgedApi[]): Iterable<VerdictProblem> {
  for (const { index, api } of duplicates(specs, nameOf)) {
    const message = `must be unique in the file; another API is called ${quote(api.name)} too`
    yield problem([index, 'name'], { code: 'duplicate-name', message })
  }
}

function* checkEndpoints(specs: readonly JudgedApi[]): Iterable<VerdictProblem> {
  // Of two APIs of one name, that their endpoints are the same is no further news.
  const repeated = new Set(duplicates(specs, nameOf))
  const sound = specs.filter(
    (spec) =>
      isSound(spec, 'networking') &&
      isSound(spec, 'name') &&
      (spec.api.networking?.endpoint !== undefined || !repeated.has(spec)),
  )
  for (const { index, api } of duplicates(sound, (spec) => endpointOf(spec.api))) {
    const message = `must be unique in the file; another API has ${quote(endpointOf(api))} too`
    yield problem([index, 'networking', 'endpoint'], { code: 'duplicate-endpoint', message })
  }
}

function nameOf({ api }: JudgedApi): string | undefined {
  return api.name || undefined
}

function duplicates(
  specs: readonly JudgedApi[],
  keyOf: (spec: JudgedApi) => string | undefined,
): readonly JudgedApi[] {
  const seen = new Set<string>()
  return specs.filter((spec) => {
    const key = keyOf(spec)
    if (key === undefined) return false
    const isKnown = seen.has(key)
    seen.add(key)
    return isKnown
  })
}

function* checkDeployed(
  spec: JudgedApi,
  specs: readonly JudgedApi[],
  deployed: readonly DeployedApi[],
): Iterable<VerdictProblem> {
  const { api, index, kind } = spec
  yield* checkTargets(spec, specs, deployed)

  const endpoint = endpointOf(api)
  const holder = deployed.find(
    (other) => other.name !== api.name && withSlash(other.endpoint) === withSlash(endpoint),
  )
  if (holder) {
    const message = `must be free; the deployed API ${quote(holder.name)} has ${quote(endpoint)}`
    yield problem([index, 'networking', 'endpoint'], { code: 'endpoint-taken', message })
  }
  const same = deployed.find((other) => other.name === api.name)
  if (same && same.kind !== kind) {
    const message = `must stay ${quote(same.kind)} while ${quote(api.name)} is deployed; delete it first`
    yield problem([index, 'kind'], { code: 'kind-changed', message }, 'deploy')
  }
}

/** The targets of a splitter are RealtimeAPIs of the same file or ones that are deployed. */
function* checkTargets(
  { api, index }: JudgedApi,
  specs: readonly JudgedApi[],
  deployed: readonly DeployedApi[],
): Iterable<VerdictProblem> {
  const known = new Set(
    [...deployed, ...specs.map(({ api: { name }, kind }) => ({ name, kind }))]
      .filter(({ kind }) => kind === 'RealtimeAPI')
      .map(({ name }) => name),
  )
  for (const [item, { name }] of (api.apis ?? []).entries()) {
    if (name === '' || known.has(name)) continue
    const message = `must be a RealtimeAPI in the file or in the cluster, but is ${quote(name)}`
    yield problem([index, 'apis', item, 'name'], { code: 'unknown-api', message })
  }
}

function* checkPlacement(spec: JudgedApi, { node_groups }: Cluster): Iterable<VerdictProblem> {
  const { api, index, kind } = spec
  if (node_groups.length === 0) {
    const message = 'needs a node group, but the cluster has none'
    yield problem([index], { code: 'no-node-groups', message })
    return
  }
  if (!api.pod) return

  const names = node_groups.map(({ name }) => name)
  const selected = api.node_groups ?? names
  for (const [item, name] of selected.entries()) {
    if (names.includes(name)) continue
    const message = `must be a node group of the cluster, but is ${quote(name)}`
    yield problem([index, 'node_groups', item], { code: 'unknown-node-group', message })
  }
  if (!isSound(spec, 'pod') || !selected.every((name) => names.includes(name))) return

  const computes = api.pod.containers.map(({ compute }) => ({ ...compute, inf: compute.inf ?? 0 }))
  const request = sumRequests(kind, computes)
  if (node_groups.some((group) => selected.includes(group.name) && fits(request, group))) return
  const message = 'asks for more than a node of any eligible group has'
  yield problem([index, 'pod'], { code: 'fits-nowhere', message })
}

function isSound({ problems }: JudgedApi, key: string): boolean {
  return !problems.some(({ path }) => path[1] === key)
}

function withSlash(endpoint: string): string {
  return endpoint.endsWith('/') ? endpoint : `${endpoint}/`
}

function problem(path: KeyPath, complaint: Complaint, stage: Stage = 'validate'): VerdictProblem {
  const { kind: _, ...rest } = problemAt(path, complaint, 'relation')
  return { ...rest, stage }
}
