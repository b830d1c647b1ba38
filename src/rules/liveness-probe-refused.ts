import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'liveness-probe-refused',
  category: 'validity',
  severity: 'error',
  summary: 'A liveness probe asks for more than one success',
  why: `
    Cortex takes any \`success_threshold\`, but Kubernetes only 1 here: a
    container counts as alive at the first good answer. The API does not come
    up, or keeps its old version.
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
        message: `Kubernetes refuses the pods of API ${quote(api.name)}: the \`success_threshold\` of the liveness probe of container ${quote(name)} is ${quote(`${probe.success_threshold}`)}, and may only be \`1\`.`,
        fix: {
          title: 'Set the threshold to 1',
          safety: 'unsafe',
          edits: [{ op: 'set', path: ['liveness_probe', 'success_threshold'], value: 1 }],
        },
      }
    },
  },
})
