import type { RequestKey } from '../cortex/capacity/capacity.ts'
import { findLacking, type PodRequest, roomOf } from '../cortex/capacity/fit.ts'
import {
  findHosting,
  type HostGroup,
  type Hosting,
  writeCpu,
  writeMem,
} from '../cortex/capacity/hosting.ts'
import type { Located, Workspace } from '../cortex/files/subject.ts'
import type { Api } from '../cortex/tables/api-types.ts'
import { parseQuantity, toNumber } from '../cortex/values/quantity.ts'
import { type Cause, defineRule, type Fix } from '../review/rule.ts'
import { quote } from '../text/wording.ts'
import type { Edit } from '../yaml/edit/edits.ts'

export default defineRule({
  id: 'pod-too-large',
  category: 'capacity',
  severity: 'error',
  summary: 'Pod does not fit on any node of the cluster',
  why: `
    Cortex compares a pod, including its sidecar, with the allocatable resources of each
    node group and rejects an API that fits none. Until a node of the type runs, it assumes
    the nominal memory. Real nodes report slightly less, so a pod that barely fits may never
    be scheduled.
  `,
  cortex: [
    {
      fact: 'Each node reserves 560m of CPU and 1150Mi of memory; GPU nodes reserve 150m and 150Mi more, Inferentia nodes 100m and 100Mi more.',
      source: 'pkg/operator/resources/validations.go',
    },
    {
      fact: 'The sidecar of a RealtimeAPI, AsyncAPI, or BatchAPI requests 100m of CPU and 100Mi of memory.',
      source: 'pkg/operator/resources/validations.go',
    },
    {
      fact: 'Only the first instance type of a group counts, and the least memory that a node of it has reported.',
      source: 'pkg/operator/operator/memory_capacity.go',
    },
  ],
  quiet: ['The API is for another cluster: say so with `clusters` in the settings.'],
  versions: { from: 42 },
  inspect: {
    *api(api, { subject, workspace }) {
      const hosting = findHosting(subject, workspace)
      if (!hosting) return

      const nominal = findMisfit(hosting, 1)
      const misfit = nominal ?? findMisfit(hosting, REAL_MEMORY)
      if (!misfit) return

      const at = findLargest(api, misfit.key)
      const fix = shrink(api, hosting, misfit.host)
      yield {
        at,
        severity: nominal ? 'error' : 'warning',
        message: nominal ? phraseRefusal(api, hosting, misfit) : phraseDoubt(api, hosting, misfit),
        ...(nominal && { refuses: 'file' }),
        causes: causesOf(hosting, workspace),
        ...(fix && { fix }),
      }
    },
  },
})

/** The part of their nominal memory that nodes of all types report at least. */
const REAL_MEMORY = 0.92

/** The group that comes nearest to what a pod asks for, and what it lacks. */
interface Misfit {
  readonly host: HostGroup
  readonly key: RequestKey
}

/** Undefined if the pod fits any group. */
function findMisfit({ request, groups }: Hosting, share: number): Misfit | undefined {
  const lacks = groups.map((host) => {
    return { host, lacking: findLacking(request, roomOf(host.type, share)) }
  })
  const [nearest] = lacks.toSorted(
    (a, b) =>
      a.lacking.length - b.lacking.length ||
      amountOf(b.host, a.lacking) - amountOf(a.host, a.lacking),
  )
  const key = nearest?.lacking[0]
  return nearest && key ? { host: nearest.host, key } : undefined
}

/** How much a group has of what is scarce. */
function amountOf({ type }: HostGroup, [key = 'cpu']: readonly RequestKey[]): number {
  return roomOf(type)[key]
}

function phraseRefusal(api: Api, { request, cluster }: Hosting, { host, key }: Misfit): string {
  const room = roomOf(host.type)
  const name = quote(cluster.value.cluster_name)
  const unit = key === 'cpu' ? 'm' : key === 'mem' ? 'Mi' : ''
  const left = room[key] > 0 ? quote(`${room[key]}${unit}`) : 'nothing'
  return `Pod of API ${quote(api.name)} does not fit on any node of cluster ${name}: it requests ${phraseAmount(request, key)}, and ${quote(host.type.name)} in node group ${quote(host.group.name)} has ${left} for pods, so Cortex rejects the deploy.`
}

function phraseDoubt(api: Api, { request }: Hosting, { host }: Misfit): string {
  return `Pod of API ${quote(api.name)} may not fit on real nodes: it requests ${phraseAmount(request, 'mem')}, and ${quote(host.type.name)} in node group ${quote(host.group.name)} nominally has ${quote(`${roomOf(host.type).mem}Mi`)}, but nodes report up to 8% less memory.`
}

/** The whole pod's: the sidecar's part is what surprises. */
function phraseAmount(request: PodRequest, key: RequestKey): string {
  if (key === 'cpu') return `\`cpu\` ${quote(writeCpu(request.cpu))} including the sidecar`
  if (key === 'mem') return `\`mem\` ${quote(writeMem(request.mem))} including the sidecar`
  return `\`${key}\` ${quote(`${request[key]}`)}`
}

/** Where the pod asks for the most. */
function findLargest({ pod }: Api, key: RequestKey) {
  const amounts = (pod?.containers ?? []).map(({ compute }) => {
    const value = compute[key]
    const quantity = typeof value === 'string' ? parseQuantity(value) : undefined
    return quantity ? toNumber(quantity) : Number(value ?? 0)
  })
  const index = amounts.indexOf(Math.max(...amounts))
  return ['pod', 'containers', Math.max(0, index), 'compute', key]
}

function causesOf({ groups, cluster }: Hosting, workspace: Workspace): readonly Cause[] {
  const values = new Set(groups.map(({ group }) => group))
  const located: readonly Located[] = workspace
    .subjects('nodeGroup')
    .filter(({ value }) => values.has(value))
  return [
    ...located.map((subject) => ({ subject, at: ['instance_type'] })),
    { subject: cluster, at: ['node_groups'] },
  ]
}

/** The most that fits for certain; only of a pod with one container is it plain who gives way. */
function shrink({ pod }: Api, { request }: Hosting, { type }: HostGroup): Fix | undefined {
  const [compute, ...others] = (pod?.containers ?? []).map((container) => container.compute)
  if (!compute || others.length > 0) return undefined

  const room = roomOf(type, REAL_MEMORY)
  const lacking = findLacking(request, room)
  const edits = lacking.flatMap((key): readonly Edit[] => {
    const path = ['pod', 'containers', 0, 'compute', key]
    const left =
      key === 'cpu' || key === 'mem' ? leftFor(compute[key], request[key], room[key], key) : 0
    if (left <= 0) return []
    return [{ op: 'set', path, value: key === 'cpu' ? `${left}m` : `${left}Mi` }]
  })
  if (edits.length < lacking.length) return undefined
  return { title: `Reduce the request to fit ${quote(type.name)}`, safety: 'unsafe', edits }
}

/** What is left for the container, in the unit of the room, when the sidecar has its part. */
function leftFor(own: string | null, whole: PodRequest['cpu'], room: number, key: 'cpu' | 'mem') {
  const unit = key === 'cpu' ? 1e-3 : 2 ** 20
  const quantity = parseQuantity(own ?? '')
  const ownAmount = quantity ? toNumber(quantity) : 0
  return Math.floor(room - (toNumber(whole) - ownAmount) / unit)
}
