import { countWorkers } from '../cortex/tables/api.ts'
import type { Api } from '../cortex/tables/api-types.ts'
import { renderDuration } from '../cortex/values/duration.ts'
import { defineRule } from '../review/rule.ts'
import { enumerate, quoteOrDefault, restoreTitle } from '../review/wording.ts'
import { quote } from '../text/wording.ts'
import { findNode } from '../yaml/tree.ts'

export default defineRule({
  id: 'upscaling-slowed',
  category: 'latency',
  severity: 'info',
  summary: 'Autoscaler adds replicas later or in smaller steps',
  why: `
    The autoscaler averages in-flight requests over \`window\`, waits until the need has
    lasted for \`upscale_stabilization_period\`, and adds at most \`max_upscale_factor\` at
    a time. Only then does a replica start; until it is ready, requests queue or get 503.
  `,
  cortex: [
    {
      fact: 'Requests in flight are averaged over `window`; a scale-up goes to the lowest recommendation within `upscale_stabilization_period`, and not above the current replicas times `max_upscale_factor`, rounded up.',
      source: 'pkg/autoscaler/autoscaler.go',
    },
  ],
  quiet: ['Traffic is steady, or grows slowly.'],
  compare: {
    api: {
      *modified(before, after, { earlier, subject, isWritten }) {
        if (before.kind !== after.kind) return

        const hasTarget = [earlier, subject].some(({ file, path }) =>
          TARGETS.some((key) => findNode(file.document.root, [...path, 'autoscaling', key])),
        )
        const slower = [
          ...findSlower(before, after),
          ...(hasTarget ? findTarget(before, after) : []),
        ]
        const [first] = slower
        if (!first) return

        const changes = slower.map(({ key, was, now }) => {
          const written = isWritten(['autoscaling', key])
          const verb = key === 'max_upscale_factor' ? 'lowered' : 'raised'
          return `\`${key}\` ${verb} from ${quote(was)} to ${quoteOrDefault(now, written)}`
        })
        yield {
          at: ['autoscaling', first.key],
          severity: addedDelay(before, after) >= LONG_DELAY ? 'warning' : 'info',
          message: `${enumerate(changes)} on API ${quote(after.name)}: replicas are added later, and until then requests queue or get 503.`,
          fix: {
            title:
              slower.length > 1
                ? 'Restore the previous autoscaling settings'
                : restoreTitle(earlier, ['autoscaling', first.key]),
            safety: 'safe',
            edits: slower.map(({ key }) => ({ op: 'restore', path: ['autoscaling', key] })),
          },
        }
      },
    },
  },
})

interface Slower {
  readonly key: string
  readonly was: string
  readonly now: string
}

/** Less than twice as long is tuning. */
const FACTOR_TO_REPORT = 2

function findSlower({ autoscaling: was }: Api, { autoscaling: now }: Api): readonly Slower[] {
  if (!was || !now) return []

  const periods = PERIODS.filter((key) => now[key] > 0 && now[key] >= FACTOR_TO_REPORT * was[key])
  // What counts of a factor is what it adds.
  const [added, adds] = [was.max_upscale_factor - 1, now.max_upscale_factor - 1]
  return [
    ...periods
      .filter((key) => now[key] - was[key] >= SHORTEST_DELAY)
      .map((key) => ({ key, was: renderDuration(was[key]), now: renderDuration(now[key]) })),
    ...(adds * FACTOR_TO_REPORT <= added
      ? [
          {
            key: 'max_upscale_factor',
            was: String(was.max_upscale_factor),
            now: String(now.max_upscale_factor),
          },
        ]
      : []),
  ]
}

/** Replicas are added later if more requests may be at each for what it works on. */
function findTarget(before: Api, after: Api): readonly Slower[] {
  const [was, now] = [loadOf(before), loadOf(after)]
  if (!was || !now || was.key !== now.key || now.share < SHARE_TO_REPORT * was.share) return []
  // That requests always wait from now on, another rule says.
  if (was.share <= 1 && now.share > 1 && now.key === 'target_in_flight') return []
  return [{ key: now.key, was: String(was.target), now: String(now.target) }]
}

/** More is no tuning. */
const SHARE_TO_REPORT = 1.5
const TARGETS = ['target_in_flight', 'target_replica_concurrency'] as const

/** What a replica is meant to have in flight, for each request that it works on. */
function loadOf({ pod, autoscaling, predictor, handler }: Api) {
  const key = TARGETS.find((each) => autoscaling?.[each] !== undefined)
  const target = key && autoscaling?.[key]
  if (!key || target === undefined) return undefined

  const concurrency = pod?.max_concurrency ?? countWorkers(predictor ?? handler)
  return { key, target, share: target / concurrency }
}

/** Five minutes, in nanoseconds: few queues last for so long. */
const LONG_DELAY = 300_000_000_000

function addedDelay({ autoscaling: was }: Api, { autoscaling: now }: Api): number {
  if (!was || !now) return 0
  return PERIODS.reduce((sum, key) => sum + now[key] - was[key], 0)
}

const PERIODS = ['window', 'upscale_stabilization_period'] as const

/** Nobody notices less, in nanoseconds: starting a replica takes longer. */
const SHORTEST_DELAY = 60_000_000_000
