import { findWritten } from '../cortex/files/written.ts'
import { DEFAULT_POLICY, partitioned } from '../cortex/tables/cluster.ts'
import { defineRule } from '../review/rule.ts'
import { REFUSED_WHEN_RUNNING } from '../review/wording.ts'
import { quote } from '../text/wording.ts'
import type { Edit } from '../yaml/edit/edits.ts'

const KEY = 'iam_policy_arns'

export default defineRule({
  id: 'iam-default-policy-lost',
  category: 'availability',
  severity: 'warning',
  summary: 'Default S3 policy dropped by `iam_policy_arns`',
  why: `
    Without \`iam_policy_arns\`, Cortex attaches \`AmazonS3FullAccess\` to every node. Any
    value, even an empty list or null, replaces that default instead of adding to it. APIs
    that load models from S3 then fail to start, and policies cannot be changed on a running
    cluster.
  `,
  cortex: [
    {
      fact: '`iam_policy_arns` is `[arn:aws:iam::aws:policy/AmazonS3FullAccess]` if it is left out; null means an empty list.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
    {
      fact: 'On a running cluster, only `ssl_certificate_arn`, the two allowlists, the set of node groups, and their `min_instances`, `max_instances`, and `priority` can change; any other difference makes Cortex reject the whole file.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
  ],
  quiet: ['No API uses S3, or another of the listed policies allows it.'],
  versions: { from: 30 },
  compare: {
    cluster: {
      *modified(before, after, { earlier, subject }) {
        const policy = partitioned(DEFAULT_POLICY, before.region)
        const written = findWritten(earlier, [KEY])
        if (!before[KEY].includes(policy) || before.region !== after.region) return
        // A list that takes the place of a list was thought about; null looks like the default.
        if (after[KEY].some(mayAllow)) return
        if (written !== undefined && findWritten(subject, [KEY]) !== null) return

        const was = `${written === undefined ? 'the default ' : ''}\`AmazonS3FullAccess\``
        yield {
          at: [KEY],
          message: `\`${KEY}\` drops ${was} on cluster ${quote(after.cluster_name)}: its APIs lose access to S3; ${REFUSED_WHEN_RUNNING}.`,
          fix: {
            title: 'Restore `AmazonS3FullAccess`',
            safety: 'safe',
            edits: [
              written === undefined
                ? keepPolicy(after[KEY], policy)
                : { op: 'restore', path: [KEY] },
            ],
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
