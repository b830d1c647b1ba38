import { DEFAULT_POLICY, partitioned } from '../cortex/cluster.ts'
import { findWritten } from '../cortex/written.ts'
import { defineRule } from '../review/rule.ts'
import { REFUSED_WHEN_RUNNING } from '../review/wording.ts'
import type { Edit } from '../source/edit.ts'
import { quote } from '../source/wording.ts'

const KEY = 'iam_policy_arns'

export default defineRule({
  id: 'iam-default-policy-lost',
  category: 'availability',
  severity: 'error',
  summary: 'The APIs of a cluster lose the access to S3 that they have by default',
  why: `
    Where a file says nothing, Cortex gives every node \`AmazonS3FullAccess\`. Any list,
    also an empty one or null, takes its place instead of adding to it. APIs that
    load models from S3 then fail to start.
  `,
  quiet: ['No API uses S3, or another of the listed policies allows it.'],
  versions: { from: 30 },
  compare: {
    cluster: {
      *modified(before, after, { earlier }) {
        const policy = partitioned(DEFAULT_POLICY, before.region)
        const isDefault = earlier && findWritten(earlier, [KEY]) === undefined
        if (!isDefault || !before[KEY].includes(policy)) return
        if (before.region !== after.region || after[KEY].some(mayAllow)) return

        const list = after[KEY].length > 0 ? 'a list without it' : 'no policy at all'
        yield {
          at: [KEY],
          message: `The APIs of cluster ${quote(after.cluster_name)} lose their access to S3: \`${KEY}\` goes from the default \`AmazonS3FullAccess\` to ${list}, and ${REFUSED_WHEN_RUNNING}.`,
          fix: {
            title: 'Keep the default policy',
            safety: 'safe',
            edits: [keepPolicy(after[KEY], policy)],
          },
        }
      },
    },
  },
})

/** A policy of one's own may allow S3; only its name can tell. */
function mayAllow(arn: string): boolean {
  return /S3|AdministratorAccess|PowerUserAccess/i.test(arn)
}

function keepPolicy(policies: readonly string[], policy: string): Edit {
  if (policies.length === 0) return { op: 'remove', path: [KEY] }
  return { op: 'insert', path: [KEY], index: 0, value: policy }
}
