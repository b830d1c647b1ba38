import { findStuckUpdates, type StuckUpdate } from '../cortex/capacity/stuck-update.ts'
import type { Comparison } from '../cortex/compare/comparison.ts'
import type { Located } from '../cortex/files/subject.ts'
import { defineRule, type Problem } from '../review/rule.ts'
import { enumerate } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'rolling-update-stuck',
  category: 'availability',
  severity: 'error',
  summary: 'Rolling update cannot finish: no node has room for a new replica',
  why: `
    With the default \`update_strategy\`, Kubernetes starts a new replica before it stops an
    old one. If every node group is at \`max_instances\` and its nodes are full, the new pod
    stays Pending. The old version keeps running until a node has room.
  `,
  cortex: [
    {
      fact: '`max_surge` and `max_unavailable` are `25%` by default, and Kubernetes rounds the first up and the second down.',
      source: 'pkg/types/spec/validations.go',
    },
    {
      fact: 'The cluster autoscaler adds no node beyond the `max_instances` of a group.',
      source: 'manager/install.sh',
    },
  ],
  quiet: ['A node is freed by hand during the update, or other APIs are scaled down first.'],
  versions: { from: 42 },
  compare: {
    api: { modified: (_, __, context) => judge(context) },
    container: { modified: (_, __, context) => judge(context) },
  },
})

interface Visit {
  readonly subject: Located
  readonly comparison: Comparison
}

function* judge({ subject, comparison }: Visit): Iterable<Problem> {
  for (const stuck of findStuckUpdates(comparison)) {
    if (stuck.cause.subject !== subject) continue
    yield {
      at: stuck.cause.at,
      severity: stuck.isAlways ? 'error' : 'warning',
      message: phrase(stuck),
    }
  }
}

function phrase({ api, hosting, replicas, isAlways, isShared }: StuckUpdate): string {
  const names = hosting.groups.map(({ group }) => quote(group.name))
  const groups = `node ${names.length > 1 ? 'groups' : 'group'} ${enumerate(names)}`
  const count = replicas === 1 ? '1 replica' : `${replicas} replicas`
  const when = isAlways ? '' : ` while it runs ${count}`
  const reason = isShared
    ? `${names.length > 1 ? 'have' : 'has'} no room for a new replica beside the APIs that run there`
    : `${names.length > 1 ? 'hold' : 'holds'} at most ${count}, and the old ones stay until a new one is ready`
  return `Rolling update of API ${quote(api.value.name)} cannot finish${when}: ${groups} ${reason}; set \`max_surge: 0\` and \`max_unavailable: 1\`, or raise \`max_instances\`.`
}
