import { isHasty, patientTimeout, phraseChecks } from '../cortex/facts/probe.ts'
import type { Probe } from '../cortex/tables/api-types.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'liveness-probe-impatient',
  category: 'availability',
  severity: 'info',
  summary: 'Liveness probe repeats the readiness probe with a short timeout',
  why: `
    A failed readiness probe takes a container out of service until it recovers; a failed
    liveness probe restarts it. If both run the same check and the liveness probe fails
    within seconds, a busy container is restarted instead of finishing its work.
  `,
  cortex: [
    {
      fact: 'Probes have `timeout_seconds` 1, `period_seconds` 10 and `failure_threshold` 3 by default.',
      source: 'pkg/types/spec/validations.go',
    },
  ],
  quiet: ['The server answers the probe immediately even under load.'],
  versions: { from: 36 },
  inspect: {
    *container({ name, readiness_probe, liveness_probe }, { api }) {
      if (!readiness_probe || !liveness_probe || !isHasty(liveness_probe)) return
      if (questionOf(readiness_probe) !== questionOf(liveness_probe)) return

      const timeout = patientTimeout(liveness_probe)
      yield {
        at: ['liveness_probe', 'timeout_seconds'],
        message: `Liveness probe of container ${quote(name)} of API ${quote(api.name)} repeats its readiness probe: a busy container is restarted after ${phraseChecks(liveness_probe)}.`,
        fix: {
          title: `Set \`timeout_seconds: ${timeout}\``,
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
