import { isHasty, patienceOf, patientTimeout } from '../cortex/facts/probe.ts'
import { restore } from '../review/restore.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'liveness-probe-tightened',
  category: 'availability',
  severity: 'warning',
  summary: 'A container that is only busy may be restarted',
  why: `
    A liveness probe that gives up within seconds takes a server that works on a long
    request, or still loads its model, for a dead one. Kubernetes restarts it, its
    requests are lost, the others get more to do, and may be restarted next.
  `,
  cortex: [
    {
      fact: 'Probes have `timeout_seconds` 1, `period_seconds` 10 and `failure_threshold` 3 by default.',
      source: 'pkg/types/spec/validations.go',
    },
  ],
  quiet: ['The server answers the probe at once whatever else it does.'],
  supersedes: ['liveness-probe-impatient'],
  versions: { from: 36 },
  compare: {
    container: {
      *modified(before, after, { api, earlier, subject }) {
        const [was, now] = [before.liveness_probe, after.liveness_probe]
        if (!earlier || !now || !isHasty(now)) return
        if (was && (isHasty(was) || patienceOf(was) <= patienceOf(now))) return

        const timeout = patientTimeout(now)
        yield {
          at: ['liveness_probe', ...(was ? ['timeout_seconds'] : [])],
          message: `Container ${quote(after.name)} of API ${quote(api.name)} may be restarted while it is only busy: its ${was ? '' : 'new '}liveness probe gives up after ${now.failure_threshold || 3} × ${now.timeout_seconds || 1}s without an answer.`,
          fix: was
            ? {
                title: 'Keep the patience',
                safety: 'safe',
                edits: restore(
                  earlier,
                  subject,
                  ['liveness_probe', 'timeout_seconds'],
                  ['liveness_probe', 'failure_threshold'],
                ),
              }
            : {
                title: `Wait ${timeout}s for an answer`,
                safety: 'unsafe',
                edits: [{ op: 'set', path: ['liveness_probe', 'timeout_seconds'], value: timeout }],
              },
        }
      },
    },
  },
})
