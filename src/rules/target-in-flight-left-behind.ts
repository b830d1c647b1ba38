import { isTargetAboveConcurrency } from '../cortex/capacity/capacity.ts'
import type { Api } from '../cortex/tables/api-types.ts'
import { defineRule, type Severity } from '../review/rule.ts'
import { quoteOrDefault } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'target-in-flight-left-behind',
  category: 'latency',
  severity: 'warning',
  summary: '`target_in_flight` not adjusted to the new `max_concurrency`',
  why: `
    The autoscaler starts as many replicas as it takes to have \`target_in_flight\` requests
    at each. Above \`max_concurrency\`, some of them always wait in the queue; far below it,
    replicas stay idle. Without the key, it follows \`max_concurrency\`.
  `,
  cortex: [
    {
      fact: '`target_in_flight` is `max_concurrency` by default, and may be up to `max_concurrency` plus `max_queue_length`.',
      source: 'pkg/types/spec/validations.go',
    },
    {
      fact: 'The recommended number of replicas is the number of in-flight requests, queued ones included, divided by the target and rounded up.',
      source: 'pkg/autoscaler/autoscaler.go',
    },
  ],
  quiet: ['The old target was a guess and the new ratio is the one you want.'],
  supersedes: ['autoscaling-ineffective', 'max-concurrency-raised'],
  versions: { from: 36 },
  compare: {
    api: {
      *modified(before, after, { isWritten }) {
        const was = before.pod?.max_concurrency
        const now = after.pod?.max_concurrency
        const target = after.autoscaling?.target_in_flight
        if (was === undefined || now === undefined || target === undefined) return
        if (before.kind !== after.kind || before.autoscaling?.target_in_flight !== target) return
        if (was === now || target === now) return
        if (!isWritten(['autoscaling', 'target_in_flight'])) return
        // The concurrency comes closer to the target, wherever it was.
        if (isCloser(target, was, now) && !isTargetAboveConcurrency(before, after)) return

        const { severity, effect } = judge(before, after, target, now)
        const inProportion = Math.max(0.01, Math.round((target / was) * now * 100) / 100)
        const concurrency = quoteOrDefault(now, isWritten(['pod', 'max_concurrency']))
        yield {
          at: ['pod', 'max_concurrency'],
          severity,
          message: `\`max_concurrency\` ${now > was ? 'raised' : 'lowered'} from ${quote(`${was}`)} to ${concurrency} on API ${quote(after.name)}: \`target_in_flight\` stays ${quote(`${target}`)}, ${effect}.`,
          fix: {
            title: `Set \`target_in_flight: ${inProportion}\``,
            safety: 'unsafe',
            edits: [
              {
                op: 'set',
                path: ['autoscaling', 'target_in_flight'],
                value: inProportion,
              },
            ],
          },
        }
      },
    },
  },
})

function isCloser(target: number, was: number, now: number): boolean {
  return Math.abs(Math.log(target / now)) < Math.abs(Math.log(target / was))
}

function judge(
  before: Api,
  after: Api,
  target: number,
  concurrency: number,
): { readonly severity: Severity; readonly effect: string } {
  const queue = after.kind === 'RealtimeAPI' ? after.pod?.max_queue_length : undefined
  if (queue !== undefined && target > concurrency + queue) {
    const effect = `above the ${concurrency + queue} requests a replica accepts, so Cortex rejects the deploy`
    return { severity: 'error', effect }
  }
  if (isTargetAboveConcurrency(before, after)) {
    return { severity: 'warning', effect: 'so each replica runs with queued requests' }
  }
  return { severity: 'info', effect: 'so more replicas run than necessary' }
}
