import { hasOnDemandShare, isPureSpot, locateGroups } from '../cortex/capacity/fallback.ts'
import { findLacking, roomOf } from '../cortex/capacity/fit.ts'
import { findHosting, type HostGroup, type Hosting } from '../cortex/capacity/hosting.ts'
import { defineRule } from '../review/rule.ts'
import { nameAll } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'on-demand-fallback-too-small',
  category: 'availability',
  severity: 'warning',
  summary: 'Pod fits a spot group but not its on-demand fallback',
  why: `
    Cortex accepts a pod that fits at least one eligible node group. If that is only a spot
    group, the on-demand groups do not help: the API waits while AWS has no spot capacity.
  `,
  cortex: [
    {
      fact: 'A pod must fit the first instance type of at least one group that the API may run on.',
      source: 'pkg/operator/resources/validations.go',
    },
  ],
  quiet: ['The API can wait for spot instances.'],
  versions: { from: 42 },
  inspect: {
    *api({ name, kind, node_groups }, { subject, workspace }) {
      if (kind === 'BatchAPI' || kind === 'TaskAPI') return
      const hosting = findHosting(subject, workspace)
      if (!hosting) return

      const isMeant = (host: HostGroup) => node_groups !== null || isLike(host, hosting)
      const onDemand = hosting.groups.filter(
        (host) => hasOnDemandShare(host.group) && isMeant(host),
      )
      const spot = hosting.groups.filter(({ group }) => isPureSpot(group))
      const holding = spot.filter((host) => holds(host, hosting))
      if (onDemand.length === 0 || holding.length === 0) return
      if (onDemand.some((host) => holds(host, hosting))) return

      const located = locateGroups(
        onDemand.map(({ group }) => group),
        workspace,
      )
      yield {
        at: ['pod'],
        message: `API ${quote(name)} has no usable on-demand fallback: its pod fits ${namesOf('spot group', holding)}, but not ${namesOf('on-demand group', onDemand)}.`,
        causes: [
          ...located.map((group) => ({ subject: group, at: ['instance_type'] })),
          { subject: hosting.cluster, at: ['node_groups'] },
        ],
      }
    },
  },
})

/** Whether a group has the devices that a pod needs; it could be meant for it. */
function isLike({ type }: HostGroup, { request }: Hosting): boolean {
  return (request.gpu === 0 || type.gpu > 0) && (request.inf === 0 || type.inf > 0)
}

function holds({ type }: HostGroup, { request }: Hosting): boolean {
  return findLacking(request, roomOf(type)).length === 0
}

function namesOf(noun: string, hosts: readonly HostGroup[]): string {
  return nameAll(
    noun,
    hosts.map(({ group }) => group.name),
  )
}
