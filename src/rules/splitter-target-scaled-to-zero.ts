import { findTargetsAt } from '../cortex/facts/splitter.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'splitter-target-scaled-to-zero',
  category: 'availability',
  severity: 'error',
  summary: 'Traffic splitter routes to an API that can scale to zero',
  why: `
    Requests to the endpoint of an API go through the activator, which starts a replica if
    there is none. A traffic splitter bypasses the activator and routes straight to the API.
    At zero replicas, its share of the requests gets 503, and nothing starts a replica.
  `,
  cortex: [
    {
      fact: 'A traffic splitter routes to the service of each API, while the route of the API itself can lead to the activator.',
      source: 'pkg/operator/resources/trafficsplitter/api.go',
    },
  ],
  quiet: ['Requests to its own endpoint keep the API up at all times.'],
  supersedes: ['min-replicas-lowered'],
  versions: { from: 38 },
  inspect: {
    *api({ name, kind, autoscaling }, { subject, workspace }) {
      if (kind !== 'RealtimeAPI' || autoscaling?.min_replicas !== 0) return

      const used = findTargetsAt(subject, workspace).filter(({ target }) => target.weight > 0)
      const worst = used.find(({ target }) => !target.shadow) ?? used[0]
      if (!worst) return

      const { weight, shadow } = worst.target
      const share = shadow ? `copies of ${weight}%` : `${weight}%`
      yield {
        at: ['autoscaling', 'min_replicas'],
        // Nobody waits for the answer of a shadow.
        severity: shadow ? 'warning' : 'error',
        message: `\`min_replicas\` is \`0\` on API ${quote(name)}, a target of traffic splitter ${quote(worst.splitter.value.name)}: at zero replicas, ${share} of the requests of the splitter get 503, and nothing starts a replica.`,
        causes: [{ subject: worst.splitter, at: ['apis', worst.index, 'weight'] }],
        fix: {
          title: 'Set `min_replicas: 1`',
          safety: 'unsafe',
          edits: [{ op: 'set', path: ['autoscaling', 'min_replicas'], value: 1 }],
        },
      }
    },
  },
})
