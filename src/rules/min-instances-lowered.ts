import { legacySizes, type Sizes } from '../cortex/capacity/capacity.ts'
import { defineRule, type Problem } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'min-instances-lowered',
  category: 'latency',
  severity: 'info',
  summary: 'A node group no longer keeps an instance running',
  why: `
    With \`min_instances: 0\` the autoscaler takes away the last node of an idle group.
    The next pod then waits until an instance has started and the image is pulled,
    which takes minutes.
  `,
  cortex: [
    {
      fact: 'To lower `min_instances` stops nothing at once; the cluster autoscaler may then remove nodes without work.',
      source: 'manager/install.sh',
    },
  ],
  quiet: [
    'Nothing on the group has to start fast, and the cost matters more.',
    'The group is parked with `max_instances: 0`.',
  ],
  compare: {
    nodeGroup: {
      *modified(before, after) {
        yield* judge(before, after, `Node group ${quote(after.name)}`)
      },
    },
    cluster: {
      *modified(before, after) {
        const [was, now] = [legacySizes(before), legacySizes(after)]
        if (was && now) yield* judge(was, now, `Cluster ${quote(after.cluster_name)}`)
      },
    },
  },
})

function* judge(before: Sizes, after: Sizes, what: string): Iterable<Problem> {
  if (before.min_instances === 0 || after.min_instances > 0) return

  yield {
    at: ['min_instances'],
    message: `${what} may run empty, so that pods wait for an instance to start: \`min_instances\` goes from ${quote(`${before.min_instances}`)} to \`0\`.`,
    // A parked group would be refused with more.
    ...(after.max_instances >= before.min_instances && {
      fix: {
        title: 'Keep an instance running',
        safety: 'safe',
        edits: [{ op: 'restore', path: ['min_instances'] }],
      },
    }),
  }
}
