import type { Api } from '../cortex/tables/api-types.ts'
import { renderDuration } from '../cortex/values/duration.ts'
import { defineRule } from '../review/rule.ts'
import { enumerate, quoteOrDefault, restoreTitle } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'downscaling-hastened',
  category: 'latency',
  severity: 'info',
  summary: 'Autoscaler removes replicas sooner or in larger steps',
  why: `
    The autoscaler removes replicas once fewer were enough for
    \`downscale_stabilization_period\`. Each step keeps at least \`max_downscale_factor\` of
    them, so a smaller factor removes more. Replicas removed in a short lull must start, and
    load their model, again.
  `,
  cortex: [
    {
      fact: 'A scale-down goes to the highest recommendation within `downscale_stabilization_period`, and not below the current replicas times `max_downscale_factor`, rounded up; one replica less is always possible.',
      source: 'pkg/autoscaler/autoscaler.go',
    },
    {
      fact: 'A smaller `max_downscale_factor` therefore scales down faster, contrary to the Cortex documentation.',
      source: 'pkg/autoscaler/autoscaler.go',
    },
  ],
  quiet: ['Replicas start in seconds, or traffic has no short lulls.'],
  compare: {
    api: {
      *modified(before, after, { earlier, isWritten }) {
        if (before.kind !== after.kind) return

        const faster = findFaster(before, after)
        const [first] = faster
        if (!first) return

        const changes = faster.map(({ key, was, now }) => {
          const written = isWritten(['autoscaling', key])
          return `\`${key}\` lowered from ${quote(was)} to ${quoteOrDefault(now, written)}`
        })
        yield {
          at: ['autoscaling', first.key],
          message: `${enumerate(changes)} on API ${quote(after.name)}: ${first.key === 'max_downscale_factor' ? 'more replicas are removed at once' : 'replicas are removed sooner'} and must start again when traffic returns.`,
          fix: {
            title:
              faster.length > 1
                ? 'Restore the previous autoscaling settings'
                : restoreTitle(earlier, ['autoscaling', first.key]),
            safety: 'safe',
            edits: faster.map(({ key }) => ({ op: 'restore', path: ['autoscaling', key] })),
          },
        }
      },
    },
  },
})

interface Faster {
  readonly key: string
  readonly was: string
  readonly now: string
}

/** More than half of the old value is tuning. */
const SHARE_TO_REPORT = 0.5

function findFaster({ autoscaling: was }: Api, { autoscaling: now }: Api): readonly Faster[] {
  if (!was || !now) return []

  const lowered = KEYS.filter(
    ({ key }) => now[key] < was[key] && now[key] <= SHARE_TO_REPORT * was[key],
  )
  return lowered.map(({ key, render }) => ({ key, was: render(was[key]), now: render(now[key]) }))
}

const KEYS = [
  { key: 'downscale_stabilization_period', render: renderDuration },
  { key: 'max_downscale_factor', render: String },
] as const
