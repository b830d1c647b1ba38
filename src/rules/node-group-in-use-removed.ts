import { defineRule } from '../review/rule.ts'
import { nameAll } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'node-group-in-use-removed',
  category: 'availability',
  severity: 'error',
  summary: 'Removed node group is still selected by an API',
  why: `
    \`cortex cluster configure\` removes a node group without checking which APIs use it.
    Pods that can run nowhere else stay Pending, and Cortex rejects the next deploy of every
    API that still lists the group in \`node_groups\`. Update the APIs first.
  `,
  cortex: [
    {
      fact: 'Removed groups are drained and deleted; nothing is compared with the APIs that run.',
      source: 'manager/install.sh',
    },
    {
      fact: 'Every name in `node_groups` must be that of a node group of the running cluster.',
      source: 'pkg/operator/resources/validations.go',
    },
  ],
  quiet: ['The API is deleted from the cluster before the group is removed.'],
  supersedes: [
    'node-group-removed',
    'node-group-unknown',
    'pod-too-large',
    'replicas-unschedulable',
  ],
  versions: { from: 37 },
  compare: {
    nodeGroup: {
      *removed(before, { subject, workspace, comparison }) {
        const later = comparison.otherClusterOf(subject)?.value
        // Where a like group comes, the finding is about the new name.
        const isRenamed = comparison.relationOf(subject).fate === 'renamed'
        if (!later || (isRenamed && before.max_instances > 0)) return

        const apis = workspace
          .apisOf(later)
          .filter(({ value }) => value.node_groups?.includes(before.name))
        const stranded = apis.filter(({ value }) => value.node_groups?.length === 1)
        if (apis.length === 0) return

        const only = stranded.length > 0
        const names = (only ? stranded : apis).map(({ value }) => value.name)
        const verb = names.length > 1 ? 'select' : 'selects'
        yield {
          at: [],
          message: only
            ? `Node group ${quote(before.name)} removed, but ${nameAll('API', names)} ${verb} only this group: the pods stay Pending, and Cortex rejects the next deploy.`
            : `Node group ${quote(before.name)} removed, but ${nameAll('API', names)} still ${verb} it: Cortex rejects the next deploy.`,
          affects: apis,
          fix: {
            title: `Restore node group ${quote(before.name)}`,
            safety: 'safe',
            edits: [{ op: 'restore', path: subject.path.slice(-2) }],
          },
        }
      },
    },
  },
})
