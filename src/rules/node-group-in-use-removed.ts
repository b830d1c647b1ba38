import { defineRule } from '../review/rule.ts'
import { enumerate } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'node-group-in-use-removed',
  category: 'availability',
  severity: 'error',
  summary: 'A node group is removed that an API still asks for',
  why: `
    \`cortex cluster configure\` removes a group without looking at the APIs. Pods that
    may run on no other group stay pending from then on, and Cortex refuses the next
    deploy of every API that still names the group. Change the APIs first.
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
        const named = (only ? stranded : apis).map(({ value }) => quote(value.name))
        const [subjectWord, verb] = named.length > 1 ? ['APIs', 'ask'] : ['API', 'asks']
        yield {
          at: [],
          message: `Node group ${quote(before.name)} is removed, but ${subjectWord} ${enumerate(named)} ${verb} for ${only ? 'this group only' : 'it'}.`,
          affects: apis,
          fix: {
            title: `Keep node group ${quote(before.name)}`,
            safety: 'safe',
            edits: [{ op: 'restore', path: subject.path.slice(-2) }],
          },
        }
      },
    },
  },
})
