import { legacySizes, type Sizes } from '../cortex/capacity/capacity.ts'
import { defineRule, type Problem } from '../review/rule.ts'
import { quoteOrDefault } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'max-instances-lowered',
  category: 'capacity',
  severity: 'warning',
  precedence: -1,
  summary: 'A node group may have fewer instances than before',
  why: `
    If more instances than the new \`max_instances\` run when the change is applied,
    the surplus is terminated at once, without draining: requests on it are lost.
    Later, pods that find no room stay pending.
  `,
  cortex: [
    {
      fact: 'The group is resized with `eksctl scale nodegroup`; the desired number is brought within the new limits and nothing is drained.',
      source: 'manager/install.sh',
    },
  ],
  quiet: ['The group never came near the new limit.'],
  compare: {
    nodeGroup: {
      *modified(before, after, { isWritten }) {
        yield* judge(before, after, `node group ${quote(after.name)}`, isWritten(['max_instances']))
      },
    },
    cluster: {
      *modified(before, after, { isWritten }) {
        const [was, now] = [legacySizes(before), legacySizes(after)]
        if (!was || !now) return
        yield* judge(was, now, `cluster ${quote(after.cluster_name)}`, isWritten(['max_instances']))
      },
    },
  },
})

function* judge(before: Sizes, after: Sizes, what: string, isWritten: boolean): Iterable<Problem> {
  const [was, now] = [before.max_instances, after.max_instances]
  if (now >= was) return

  // As many instances as the old minimum run for certain.
  const isSerious = now < before.min_instances || now * 2 < was
  yield {
    at: ['max_instances'],
    severity: isSerious ? 'warning' : 'info',
    message: `Instances of ${what} beyond the new limit are terminated without draining: \`max_instances\` goes from ${quote(`${was}`)} to ${quoteOrDefault(now, isWritten)}.`,
    fix: {
      title: 'Keep the limit',
      safety: 'safe',
      edits: [{ op: 'restore', path: ['max_instances'] }],
    },
  }
}
