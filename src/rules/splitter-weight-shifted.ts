import type { Api } from '../cortex/tables/api-types.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'splitter-weight-shifted',
  category: 'availability',
  severity: 'warning',
  summary: 'A traffic splitter moves most of its requests at once',
  why: `
    The new weights hold from one moment to the next. The APIs that gain requests
    have the replicas that their old share called for, and the autoscaler adds more
    only minutes later; a fault of the new API meets most users before anyone can
    see it. Moving in steps lets both show.
  `,
  cortex: [
    {
      fact: 'The weights of a splitter are replaced in its route in one step; they sum up to 100 without the shadow.',
      source: 'pkg/operator/resources/trafficsplitter/api.go',
    },
  ],
  quiet: ['The API that takes over has enough replicas and has proven itself.'],
  supersedes: ['splitter-shadow-changed'],
  options: {
    percentage: {
      default: 50,
      minimum: 1,
      description: 'The share of requests, in percent, up to which a move is no reason to worry.',
    },
  },
  compare: {
    api: {
      *modified(before, after, { option }) {
        const was = weightsOf(before)
        const now = weightsOf(after)
        if (!isWhole(was) || !isWhole(now)) return

        const gains = [...now].map(([name, weight]) => ({
          name,
          gain: weight - (was.get(name) ?? 0),
        }))
        const shift = gains.reduce((sum, { gain }) => sum + Math.max(0, gain), 0)
        const [heir] = gains.toSorted((a, b) => b.gain - a.gain)
        if (!heir || shift <= option('percentage')) return

        const index = after.apis?.findIndex(({ name }) => name === heir.name) ?? 0
        yield {
          at: ['apis', index, 'weight'],
          severity: shift === WHOLE ? 'error' : 'warning',
          message: `Traffic splitter ${quote(after.name)} moves ${shift}% of its requests at once: API ${quote(heir.name)} goes from ${was.get(heir.name) ?? 0}% to ${now.get(heir.name) ?? 0}%.`,
        }
      },
    },
  },
})

const WHOLE = 100

/** The percentages by API; a shadow serves nobody. */
function weightsOf({ apis = [] }: Api): ReadonlyMap<string, number> {
  return new Map(
    apis.flatMap(({ name, weight, shadow }) => (shadow ? [] : [[name, weight] as const])),
  )
}

/** Other sums are refused by Cortex. */
function isWhole(weights: ReadonlyMap<string, number>): boolean {
  return [...weights.values()].reduce((sum, weight) => sum + weight, 0) === WHOLE
}
