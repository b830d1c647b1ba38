import type { Api } from '../cortex/tables/api-types.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'splitter-weight-shifted',
  category: 'availability',
  severity: 'warning',
  summary: 'Traffic splitter shifts most of its traffic at once',
  why: `
    New weights take effect immediately, but scale-up takes minutes. APIs that gain traffic
    still have the replicas for their old share, and a defect reaches most users before
    anyone notices. Shift traffic in smaller steps.
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
      description: 'Percentage of the traffic that may be shifted at once',
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
          message: `Traffic splitter ${quote(after.name)} shifts ${shift}% of its traffic at once: the weight of API ${quote(heir.name)} changes from ${was.get(heir.name) ?? 0}% to ${now.get(heir.name) ?? 0}%.`,
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
