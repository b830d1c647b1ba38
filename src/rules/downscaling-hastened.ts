import type { Api } from '../cortex/tables/api-types.ts'
import { renderDuration } from '../cortex/values/duration.ts'
import { defineRule } from '../review/rule.ts'
import { enumerate, quoteOrDefault } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'downscaling-hastened',
  category: 'latency',
  severity: 'info',
  summary: 'The autoscaler takes replicas away sooner than before',
  why: `
    Replicas go once fewer were enough for \`downscale_stabilization_period\`, at most
    down to the share \`max_downscale_factor\` at a time: the smaller it is, the more
    go at once. What goes in a short lull has to start again, and load its model
    again, when requests come back.
  `,
  cortex: [
    {
      fact: 'A scale-down goes to the highest recommendation within `downscale_stabilization_period`, and not below the current replicas times `max_downscale_factor`, rounded up; one replica less is always possible.',
      source: 'pkg/autoscaler/autoscaler.go',
    },
    {
      fact: 'So a smaller `max_downscale_factor` shrinks faster, contrary to what the docs say.',
      source: 'pkg/autoscaler/autoscaler.go',
    },
  ],
  quiet: ['Replicas start in seconds, or traffic has no short lulls.'],
  compare: {
    api: {
      *modified(before, after, { isWritten }) {
        if (before.kind !== after.kind) return

        const faster = findFaster(before, after)
        const [first] = faster
        if (!first) return

        const changes = faster.map(({ key, was, now }) => {
          const written = isWritten(['autoscaling', key])
          return `\`${key}\` goes from ${quote(was)} to ${quoteOrDefault(now, written)}`
        })
        yield {
          at: ['autoscaling', first.key],
          message: `API ${quote(after.name)} loses replicas sooner than before: ${enumerate(changes)}.`,
          fix: {
            title: 'Keep the pace',
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
