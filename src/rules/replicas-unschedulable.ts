import { locateGroups } from '../cortex/capacity/fallback.ts'
import { findHosting, type Hosting, mostPods, podsPerNode } from '../cortex/capacity/hosting.ts'
import type { Located } from '../cortex/files/subject.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'replicas-unschedulable',
  category: 'capacity',
  severity: 'error',
  summary: 'More replicas configured than the node groups can hold',
  why: `
    Cortex does not compare replicas with \`max_instances\`. Replicas without room stay
    Pending: below \`min_replicas\`, the API never reaches its intended capacity; up to
    \`max_replicas\`, scale-up stops early.
  `,
  cortex: [
    {
      fact: 'The check before a deploy looks at one pod and one node, never at how many there are.',
      source: 'pkg/operator/resources/validations.go',
    },
  ],
  quiet: ['`max_replicas` is only a safety limit.'],
  versions: { from: 42 },
  inspect: {
    *api({ name, autoscaling }, { subject, workspace, isWritten }) {
      const hosting = autoscaling && findHosting(subject, workspace)
      if (!autoscaling || !hosting) return

      // What fits nowhere is another matter.
      const { request, groups } = hosting
      if (groups.every(({ type }) => podsPerNode(request, type) === 0)) return

      const most = mostPods(hosting)
      const { min_replicas } = autoscaling
      const key = min_replicas > most ? 'min_replicas' : 'max_replicas'
      const replicas = autoscaling[key]
      // Hardly an API that relies on the default of 100 is meant to grow so far.
      if (replicas <= most || (key === 'max_replicas' && !isWritten(['autoscaling', key]))) return

      const cluster = quote(hosting.cluster.value.cluster_name)
      yield {
        at: ['autoscaling', key],
        severity: min_replicas > most ? 'error' : 'info',
        message: `\`${key}\` of API ${quote(name)} is ${quote(`${replicas}`)}: its node groups in cluster ${cluster} can hold ${phrase(most)}, and the rest stay Pending.`,
        causes: causesOf(
          hosting,
          locateGroups(
            hosting.groups.map(({ group }) => group),
            workspace,
          ),
        ),
      }
    },
  },
})

function phrase(most: number): string {
  if (most === 0) return 'no replica'
  return most === 1 ? 'at most 1 replica' : `at most ${most} replicas`
}

function causesOf({ cluster }: Hosting, groups: readonly Located<'nodeGroup'>[]) {
  return [
    ...groups.map((subject) => ({ subject, at: ['max_instances'] })),
    { subject: cluster, at: ['node_groups'] },
  ]
}
