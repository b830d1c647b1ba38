import { findHosting, mostPods } from '../cortex/capacity/hosting.ts'
import type { Located } from '../cortex/files/subject.ts'
import { findWritten } from '../cortex/files/written.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

const PATH = ['autoscaling', 'max_replicas']

export default defineRule({
  id: 'max-replicas-removed',
  category: 'capacity',
  severity: 'warning',
  summary: 'Limit on replicas removed, so the default of 100 applies',
  why: `
    \`max_replicas\` limits what a burst of requests can cost, and how much load the API
    puts on its dependencies. Without it, Cortex scales up to 100 replicas, and the cluster
    autoscaler adds nodes for them up to \`max_instances\`.
  `,
  cortex: [{ fact: '`max_replicas` is 100 by default.', source: 'pkg/types/spec/validations.go' }],
  quiet: ['The API may use all of the cluster.'],
  compare: {
    api: {
      *modified(before, after, { subject, earlier, workspace }) {
        const [was, now] = [before.autoscaling?.max_replicas, after.autoscaling?.max_replicas]
        if (was === undefined || now === undefined || now <= was) return
        if (!hasLimit(earlier) || hasLimit(subject)) return
        // The nodes are a limit, too.
        const hosting = findHosting(subject, workspace)
        if (hosting && mostPods(hosting) <= was) return

        yield {
          at: PATH,
          message: `\`max_replicas\` of ${quote(`${was}`)} removed from API ${quote(after.name)}: it can scale up to the default of ${now} replicas, which need nodes and cause load.`,
          fix: {
            title: `Restore \`max_replicas: ${was}\``,
            safety: 'safe',
            edits: [{ op: 'restore', path: PATH }],
          },
        }
      },
    },
  },
})

function hasLimit(api: Located<'api'>): boolean {
  return findWritten(api, PATH) !== undefined
}
