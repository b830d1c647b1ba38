import { hasOnDemandShare, hasTooManyGroups, isPureSpot } from '../cortex/capacity/fallback.ts'
import { findLacking, roomOf } from '../cortex/capacity/fit.ts'
import { eligibleGroups, findHosting, findUnknownGroups } from '../cortex/capacity/hosting.ts'
import type { Api } from '../cortex/tables/api-types.ts'
import type { NodeGroup } from '../cortex/tables/cluster-types.ts'
import { defineRule } from '../review/rule.ts'
import { enumerate } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'node-groups-narrowed',
  category: 'availability',
  severity: 'error',
  summary: 'API can run on fewer node groups than before',
  why: `
    An API runs only on the groups in \`node_groups\`, or on every group without the key.
    AWS reclaims spot instances with a two-minute warning and may have no replacement.
    Limited to spot groups, the API then waits, even if the cluster has on-demand groups.
  `,
  cortex: [
    {
      fact: 'The pods of an API require one of the groups in `node_groups`, or of all groups where there is no list.',
      source: 'pkg/workloads/k8s.go',
    },
  ],
  quiet: ['The API can wait for spot instances.'],
  versions: { from: 37 },
  compare: {
    api: {
      *modified(before, after, { earlier, subject, workspace, workspaceBefore }) {
        const [was, now] = [
          earlier && workspaceBefore.clusterOf(earlier),
          workspace.clusterOf(subject),
        ]
        if (!was || !now) return
        if (hasTooManyGroups(was.value) || hasTooManyGroups(now.value)) return
        if (findUnknownGroups(after, now.value).length > 0) return

        const left = eligibleGroups(after, now.value)
        const names = new Set(eligibleGroups(before, was.value).map(({ name }) => name))
        // What the cluster no longer has is another matter.
        const lost = now.value.node_groups.filter(
          (group) => names.has(group.name) && !left.includes(group),
        )
        if (lost.length === 0) return

        const host = findHosting(earlier, workspaceBefore)
        const fits = new Set(
          host?.groups
            .filter(({ type }) => findLacking(host.request, roomOf(type)).length === 0)
            .map(({ group }) => group.name),
        )
        const backers = lost.filter((group) => hasOnDemandShare(group) && fits.has(group.name))
        const isStranded = backers.length > 0 && left.length > 0 && left.every(isPureSpot)
        yield {
          at: ['node_groups'],
          severity: isStranded ? severityFor(after) : 'info',
          message: isStranded ? phraseLoss(after, backers) : phraseFewer(after, lost),
          fix: {
            title: 'Restore the previous `node_groups`',
            safety: 'safe',
            edits: [{ op: 'restore', path: ['node_groups'] }],
          },
        }
      },
    },
  },
})

/** Jobs are started again, and can wait. */
function severityFor({ kind }: Api) {
  return kind === 'BatchAPI' || kind === 'TaskAPI' ? 'warning' : 'error'
}

function phraseLoss({ name }: Api, backers: readonly NodeGroup[]): string {
  return `\`node_groups\` leaves only spot groups for API ${quote(name)}: without ${namesOf(backers)}, it has no on-demand fallback.`
}

function phraseFewer({ name }: Api, lost: readonly NodeGroup[]): string {
  return `\`node_groups\` narrowed on API ${quote(name)}: it no longer runs on ${namesOf(lost)}.`
}

function namesOf(groups: readonly NodeGroup[]): string {
  const noun = groups.length > 1 ? 'node groups' : 'node group'
  return `${noun} ${enumerate(groups.map(({ name }) => quote(name)))}`
}
