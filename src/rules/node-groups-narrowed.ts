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
  summary: 'An API may run on fewer node groups than before',
  why: `
    An API runs on the groups in \`node_groups\` alone, and on every group without the
    key. AWS takes spot instances back at two minutes' notice and may have none to
    replace them: an API that may run on spot groups only then waits until the spot
    market recovers, though the cluster has on-demand groups.
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
            title: 'Keep the node groups',
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
  return `API ${quote(name)} can run on spot instances only: its \`node_groups\` leave out ${namesOf(backers)}, on which it could fall back.`
}

function phraseFewer({ name }: Api, lost: readonly NodeGroup[]): string {
  return `API ${quote(name)} no longer runs on ${namesOf(lost)}.`
}

function namesOf(groups: readonly NodeGroup[]): string {
  const noun = groups.length > 1 ? 'node groups' : 'node group'
  return `${noun} ${enumerate(groups.map(({ name }) => quote(name)))}`
}
