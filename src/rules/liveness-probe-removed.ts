import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'liveness-probe-removed',
  category: 'availability',
  severity: 'info',
  summary: 'Liveness probe removed; hung containers are not restarted',
  why: `
    A liveness probe detects a process that runs but no longer responds. Without it, a hung
    container stays in service, and the requests sent to it hang, until someone notices.
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
          message: `\`liveness_probe\` removed from container ${quote(after.name)} of API ${quote(api.name)}: Kubernetes no longer restarts it when it hangs.`,
          fix: {
            title: 'Restore `liveness_probe`',
            safety: 'safe',
            edits: [{ op: 'restore', path: ['liveness_probe'] }],
          },
        }
      },
    },
  },
})
