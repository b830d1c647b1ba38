import { legacySizes, type Sizes } from '../cortex/capacity/capacity.ts'
import { defineRule, type Problem } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'min-instances-lowered',
  category: 'latency',
  severity: 'info',
  summary: 'Node group can scale down to zero instances',
  why: `
    With \`min_instances: 0\`, the cluster autoscaler removes the last node of an idle
    group. The next pod stays Pending until an instance has started and the image is pulled,
    which takes minutes.
  `,
  cortex: [
    {
      fact: 'To lower `min_instances` stops nothing at once; the cluster autoscaler may then remove nodes without work.',
      source: 'manager/install.sh',
    },
  ],
  quiet: [
    'Cold starts are acceptable, and saving cost matters more.',
    'The group is parked with `max_instances: 0`.',
  ],
  compare: {
    nodeGroup: {
      *modified(before, after) {
        yield* judge(before, after, `node group ${quote(after.name)}`)
      },
    },
    cluster: {
      *modified(before, after) {
        const [was, now] = [legacySizes(before), legacySizes(after)]
        if (was && now) yield* judge(was, now, `cluster ${quote(after.cluster_name)}`)
      },
    },
  },
})

function* judge(before: Sizes, after: Sizes, what: string): Iterable<Problem> {
  if (before.min_instances === 0 || after.min_instances > 0) return

  yield {
    at: ['min_instances'],
    message: `\`min_instances\` lowered from ${quote(`${before.min_instances}`)} to \`0\` on ${what}: it can scale to zero, and the next pod waits minutes for an instance.`,
    // A parked group would be refused with more.
    ...(after.max_instances >= before.min_instances && {
      fix: {
        title: `Restore \`min_instances: ${before.min_instances}\``,
        safety: 'safe',
        edits: [{ op: 'restore', path: ['min_instances'] }],
      },
    }),
  }
}
