import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'liveness-probe-removed',
  category: 'availability',
  severity: 'info',
  summary: 'A container that hangs is no longer restarted',
  why: `
    A liveness probe is what finds a process that runs but no longer answers.
    Without it such a container stays in service until somebody notices, and the
    requests that it is given wait in vain.
  `,
  cortex: [
    {
      fact: 'Without `liveness_probe` Cortex adds none of its own.',
      source: 'pkg/workloads/k8s.go',
    },
  ],
  quiet: ['The probe restarted containers that were only busy.'],
  versions: { from: 36 },
  compare: {
    container: {
      *modified(before, after, { api }) {
        if (!before.liveness_probe || after.liveness_probe) return

        yield {
          at: ['liveness_probe'],
          message: `Container ${quote(after.name)} of API ${quote(api.name)} is no longer restarted when it hangs: its liveness probe is gone.`,
          fix: {
            title: 'Keep the liveness probe',
            safety: 'safe',
            edits: [{ op: 'restore', path: ['liveness_probe'] }],
          },
        }
      },
    },
  },
})
