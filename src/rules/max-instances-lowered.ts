import { legacySizes, type Sizes } from '../cortex/capacity/capacity.ts'
import { type Located } from '../cortex/files/subject.ts'
import { defineRule, type Problem } from '../review/rule.ts'
import { quoteOrDefault, restoreTitle } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'max-instances-lowered',
  category: 'capacity',
  severity: 'warning',
  precedence: -1,
  summary: '`max_instances` lowered; surplus instances are terminated',
  why: `
    If more instances than the new \`max_instances\` are running, the surplus is terminated
    at once, without draining, and its requests are lost. Afterwards, pods that do not fit
    stay Pending.
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
      *modified(before, after, { earlier, isWritten }) {
        const what = `node group ${quote(after.name)}`
        yield* judge([before, after], { what, isWritten: isWritten(['max_instances']), earlier })
      },
    },
    cluster: {
      *modified(before, after, { earlier, isWritten }) {
        const [was, now] = [legacySizes(before), legacySizes(after)]
        if (!was || !now) return
        const what = `cluster ${quote(after.cluster_name)}`
        yield* judge([was, now], { what, isWritten: isWritten(['max_instances']), earlier })
      },
    },
  },
})

interface Circumstances {
  readonly what: string
  readonly isWritten: boolean
  readonly earlier: Located
}

function* judge(
  [before, after]: readonly [Sizes, Sizes],
  { what, isWritten, earlier }: Circumstances,
): Iterable<Problem> {
  const [was, now] = [before.max_instances, after.max_instances]
  if (now >= was) return

  // As many instances as the old minimum run for certain.
  const isSerious = now < before.min_instances || now * 2 < was
  yield {
    at: ['max_instances'],
    severity: isSerious ? 'warning' : 'info',
    message: `\`max_instances\` lowered from ${quote(`${was}`)} to ${quoteOrDefault(now, isWritten)} on ${what}: instances above the new limit are terminated without draining.`,
    fix: {
      title: restoreTitle(earlier, ['max_instances']),
      safety: 'safe',
      edits: [{ op: 'restore', path: ['max_instances'] }],
    },
  }
}
