import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'liveness-probe-refused',
  category: 'validity',
  severity: 'error',
  summary: 'Liveness probe with `success_threshold` above 1',
  why: `
    Cortex accepts any \`success_threshold\`, but Kubernetes requires 1 for liveness probes
    and rejects the pods. The API does not come up, or keeps its old version.
  `,
  cortex: [
    {
      fact: '`success_threshold` may be any number from 0 for every probe.',
      source: 'pkg/types/spec/validations.go',
    },
  ],
  versions: { from: 36 },
  inspect: {
    *container({ name, liveness_probe: probe }, { api }) {
      // Zero counts as left out.
      if (!probe || probe.success_threshold <= 1) return

      yield {
        at: ['liveness_probe', 'success_threshold'],
        message: `\`success_threshold\` of the liveness probe is ${quote(`${probe.success_threshold}`)} on container ${quote(name)} of API ${quote(api.name)}: Kubernetes requires \`1\` and rejects the pods.`,
        fix: {
          title: 'Set `success_threshold: 1`',
          safety: 'unsafe',
          edits: [{ op: 'set', path: ['liveness_probe', 'success_threshold'], value: 1 }],
        },
      }
    },
  },
})
