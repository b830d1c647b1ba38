import { findWritten } from '../cortex/files/written.ts'
import { defineRule } from '../review/rule.ts'
import { enumerate, REFUSED_WHEN_RUNNING } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

const KEY = 'iam_policy_arns'
/** The first version in which the policies can be chosen. */
const FIRST_VERSION = 30

export default defineRule({
  id: 'iam-policies-widened',
  category: 'exposure',
  severity: 'error',
  summary: 'Broad or additional IAM policy attached to every container',
  why: `
    Policies in \`iam_policy_arns\` are attached to every node, and API containers run
    privileged with the role of their node. With administrator permissions, one compromised
    container exposes the whole account. Grant least privilege: policies cannot be changed
    on a running cluster.
  `,
  cortex: [
    {
      fact: 'The policies are attached to the role of every node, those of the operator and of Prometheus included.',
      source: 'manager/generate_eks.py',
    },
    {
      fact: 'Containers of APIs run privileged and get the role of their node.',
      source: 'pkg/workloads/k8s.go',
    },
    {
      fact: 'On a running cluster, only `ssl_certificate_arn`, the two allowlists, the set of node groups, and their `min_instances`, `max_instances`, and `priority` can change; any other difference makes Cortex reject the whole file.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
  ],
  quiet: ['The policy allows only what the APIs need, on the resources that they need.'],
  versions: { from: FIRST_VERSION },
  compare: {
    cluster: {
      *added(after) {
        const policies = after[KEY].filter(isAdministrative)
        if (policies.length === 0) return

        yield {
          at: [KEY],
          message: `\`${KEY}\` of cluster ${quote(after.cluster_name)} includes ${enumerate(policies.map(quoteName))}: every container can administer the AWS account.`,
        }
      },

      *modified(before, after, { earlier, isWritten }) {
        const value = findWritten(earlier, [KEY])
        // Older versions have another default, which their files do not say.
        if (value === undefined && (!isWritten([KEY]) || before.version.to < FIRST_VERSION)) return

        const added = after[KEY].filter((arn) => !before[KEY].includes(arn))
        const removed = before[KEY].filter((arn) => !after[KEY].includes(arn))
        if (added.length === 0 || isExchange(removed, added)) return

        const cluster = `cluster ${quote(after.cluster_name)}`
        const names = enumerate(added.map(quoteName))
        const right = added.some(isAdministrative)
          ? 'can administer the AWS account'
          : 'gets these permissions'
        const news = isWritten([KEY])
          ? `${names} added to \`${KEY}\` of ${cluster}: every container ${right}`
          : `\`${KEY}\` removed from ${cluster}: the default ${names} applies to every container`
        yield {
          at: [KEY],
          severity: isWritten([KEY]) && added.some(isBroad) ? 'error' : 'warning',
          message: `${news}; ${REFUSED_WHEN_RUNNING}.`,
          fix: {
            title: `Restore the previous \`${KEY}\``,
            safety: 'safe',
            edits: [{ op: 'restore', path: [KEY] }],
          },
        }
      },
    },
  },
})

const ADMINISTRATIVE =
  /^arn:aws[a-z-]*:iam::aws:policy\/(?:AdministratorAccess|PowerUserAccess|IAMFullAccess)$/
const BROAD = /^arn:aws[a-z-]*:iam::aws:policy\/(?:[\w+=,.@-]+\/)*\w+FullAccess$/

function isAdministrative(arn: string): boolean {
  return ADMINISTRATIVE.test(arn)
}

function isBroad(arn: string): boolean {
  return isAdministrative(arn) || BROAD.test(arn)
}

/** A broad policy that makes room for narrower ones is what one should want. */
function isExchange(removed: readonly string[], added: readonly string[]): boolean {
  return removed.some(isBroad) && !added.some(isBroad)
}

function quoteName(arn: string): string {
  return quote(arn.replace(/^arn:aws[a-z-]*:iam::\w*:policy\//, ''))
}
