import { isHasty, patientTimeout } from '../cortex/facts/probe.ts'
import type { Probe } from '../cortex/tables/api-types.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'liveness-probe-impatient',
  category: 'availability',
  severity: 'info',
  summary: 'A container is restarted when it should only get no requests',
  why: `
    A container that fails its readiness probe gets no requests until it answers again;
    one that fails its liveness probe is restarted. Where both ask the same, and the
    liveness probe gives up within seconds, a busy container is restarted instead of
    being left to finish.
  `,
  cortex: [
    {
      fact: 'Probes have `timeout_seconds` 1, `period_seconds` 10 and `failure_threshold` 3 by default.',
      source: 'pkg/types/spec/validations.go',
    },
  ],
  quiet: ['The server answers the probe at once whatever else it does.'],
  versions: { from: 36 },
  inspect: {
    *container({ name, readiness_probe, liveness_probe }, { api }) {
      if (!readiness_probe || !liveness_probe || !isHasty(liveness_probe)) return
      if (questionOf(readiness_probe) !== questionOf(liveness_probe)) return

      const timeout = patientTimeout(liveness_probe)
      yield {
        at: ['liveness_probe', 'timeout_seconds'],
        message: `Container ${quote(name)} of API ${quote(api.name)} may be restarted while it is only busy: its liveness probe asks what its readiness probe asks, and gives up after ${liveness_probe.failure_threshold || 3} × ${liveness_probe.timeout_seconds || 1}s.`,
        fix: {
          title: `Wait ${timeout}s for an answer`,
          safety: 'unsafe',
          edits: [{ op: 'set', path: ['liveness_probe', 'timeout_seconds'], value: timeout }],
        },
      }
    },
  },
})

function questionOf({ http_get, tcp_socket, exec }: Probe): string {
  return JSON.stringify([http_get, tcp_socket, exec])
}
