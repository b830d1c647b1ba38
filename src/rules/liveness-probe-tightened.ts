import {
  deadlineOf,
  isHasty,
  patienceOf,
  patientTimeout,
  phraseChecks,
} from '../cortex/facts/probe.ts'
import type { Container, Probe } from '../cortex/tables/api-types.ts'
import type { Context, Problem } from '../review/rule.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'liveness-probe-tightened',
  category: 'availability',
  severity: 'warning',
  summary: 'Liveness probe so strict that busy containers are restarted',
  why: `
    A liveness probe that fails within seconds treats a server that is busy, or still
    loading its model, as dead. Kubernetes restarts it, its in-flight requests are lost, and
    the remaining replicas get more load and may be restarted next.
  `,
  cortex: [
    {
      fact: 'Probes have `timeout_seconds` 1, `period_seconds` 10 and `failure_threshold` 3 by default.',
      source: 'pkg/types/spec/validations.go',
    },
  ],
  quiet: ['The server answers the probe immediately even under load.'],
  supersedes: ['liveness-probe-impatient', 'liveness-probe-too-early'],
  versions: { from: 36 },
  compare: {
    container: {
      *modified(before, after, context) {
        const [was, now] = [before.liveness_probe, after.liveness_probe]
        if (!now) return
        if (was && isHastened(was, now)) yield hastened(was, now, after, context)
        else if (isHasty(now) && (!was || (!isHasty(was) && patienceOf(was) > patienceOf(now)))) {
          yield tightened(was, now, after, context)
        }
      },
    },
  },
})

/** Whether a container is killed before the checks used to begin at all. */
function isHastened(was: Probe, now: Probe): boolean {
  return deadlineOf(now) <= was.initial_delay_seconds
}

function hastened(
  was: Probe,
  now: Probe,
  { name }: Container,
  { api }: Context<'container'>,
): Problem {
  const path = ['liveness_probe', 'initial_delay_seconds']
  return {
    at: path,
    message: `\`initial_delay_seconds\` of the liveness probe lowered from \`${was.initial_delay_seconds}\` to \`${now.initial_delay_seconds}\` on container ${quote(name)} of API ${quote(api.name)}: a container that is still starting after ${deadlineOf(now)}s is restarted.`,
    fix: {
      title: `Restore \`initial_delay_seconds: ${was.initial_delay_seconds}\``,
      safety: 'safe',
      edits: [{ op: 'restore', path }],
    },
  }
}

function tightened(
  was: Probe | null | undefined,
  now: Probe,
  { name }: Container,
  { api }: Context<'container'>,
): Problem {
  const timeout = patientTimeout(now)
  const what = `container ${quote(name)} of API ${quote(api.name)}`
  const path = ['liveness_probe', 'timeout_seconds']
  return {
    at: was ? path : ['liveness_probe'],
    message: was
      ? `Liveness probe tightened on ${what}: a busy container is restarted after ${phraseChecks(now)}.`
      : `New liveness probe on ${what} is strict: a busy container is restarted after ${phraseChecks(now)}.`,
    fix: was
      ? {
          title: 'Restore `timeout_seconds` and `failure_threshold`',
          safety: 'safe',
          edits: [path, ['liveness_probe', 'failure_threshold']].map((each) => {
            return { op: 'restore', path: each }
          }),
        }
      : {
          title: `Set \`timeout_seconds: ${timeout}\``,
          safety: 'unsafe',
          edits: [{ op: 'set', path, value: timeout }],
        },
  }
}
