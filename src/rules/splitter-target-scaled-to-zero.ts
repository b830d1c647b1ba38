import { findTargetsAt } from '../cortex/facts/splitter.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'splitter-target-scaled-to-zero',
  category: 'availability',
  severity: 'error',
  summary: 'A traffic splitter sends requests to an API that may have no replicas',
  why: `
    Cortex's activator starts a replica for an API that has none, but a traffic
    splitter goes past it, straight to the API. Once the API is at zero, its
    share of the requests is answered with 503, and nothing starts a replica
    again.
  `,
  cortex: [
    {
      fact: "The route of a splitter leads to the service of each API, where the API's own route can lead to the activator.",
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
      const share = shadow ? `a copy of ${weight}%` : `${weight}%`
      yield {
        at: ['autoscaling', 'min_replicas'],
        // Nobody waits for the answer of a shadow.
        severity: shadow ? 'warning' : 'error',
        message: `API ${quote(name)} may scale to zero, where traffic splitter ${quote(worst.splitter.value.name)} cannot wake it: \`min_replicas\` is \`0\`, and the splitter sends it ${share} of the requests.`,
        causes: [{ subject: worst.splitter, at: ['apis', worst.index, 'weight'] }],
        fix: {
          title: 'Keep one replica running',
          safety: 'unsafe',
          edits: [{ op: 'set', path: ['autoscaling', 'min_replicas'], value: 1 }],
        },
      }
    },
  },
})
