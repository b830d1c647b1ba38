import { deadlineOf } from '../cortex/facts/probe.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'liveness-probe-too-early',
  category: 'availability',
  severity: 'warning',
  summary: 'Liveness probe may restart a container that is still starting',
  why: `
    Kubernetes runs the liveness probe from \`initial_delay_seconds\` on, whether or not the
    container is ready. If \`failure_threshold\` checks fail while the model is loading, the
    container is restarted and loads it again. Wait at least as long as the readiness probe
    does.
  `,
  cortex: [
    {
      fact: 'Probes have `initial_delay_seconds` 0, `period_seconds` 10 and `failure_threshold` 3 by default.',
      source: 'pkg/types/spec/validations.go',
    },
  ],
  quiet: ['The server answers the liveness probe before its model is loaded.'],
  versions: { from: 36 },
  inspect: {
    *container({ name, readiness_probe, liveness_probe }, { api }) {
      const wait = readiness_probe?.initial_delay_seconds ?? 0
      if (!liveness_probe || liveness_probe.initial_delay_seconds >= wait) return
      const deadline = deadlineOf(liveness_probe)
      const isCut = deadline <= wait
      // A wait of a few seconds is common, and the checks of the liveness probe outlast it anyway.
      if (!isCut && (liveness_probe.initial_delay_seconds > 0 || deadline >= 2 * wait)) return

      yield {
        at: ['liveness_probe', 'initial_delay_seconds'],
        severity: isCut ? 'warning' : 'info',
        message: `Liveness probe of container ${quote(name)} of API ${quote(api.name)} restarts it ${deadline}s after its start${isCut ? '' : ' if it does not answer'}: its readiness probe waits ${wait}s before the first check.`,
        fix: {
          title: `Set \`initial_delay_seconds: ${wait}\``,
          safety: 'unsafe',
          edits: [{ op: 'set', path: ['liveness_probe', 'initial_delay_seconds'], value: wait }],
        },
      }
    },
  },
})
