import { findInstanceType } from '../cortex/aws/instance-types.ts'
import type { SpotConfig } from '../cortex/tables/cluster-types.ts'
import { defineRule, type Problem } from '../review/rule.ts'
import { enumerate, REFUSED_WHEN_RUNNING } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'spot-capacity-narrowed',
  category: 'availability',
  severity: 'warning',
  summary: 'Spot group has fewer instance types or a lower maximum price',
  why: `
    Spot capacity varies by instance type, and AWS reclaims instances when demand rises. The
    more types a group can use, and the closer \`max_price\` is to the on-demand price, the
    more likely it gets instances and keeps them. You never pay more than the spot price.
  `,
  quiet: ['Delays are acceptable, or the group has an on-demand fallback.'],
  cortex: [
    {
      fact: 'A spot group may use its `instance_type` and what `instance_distribution` lists, up to the on-demand price of `instance_type` unless `max_price` says another one.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
    {
      fact: 'All of it goes into one mixed-instances group, which cannot be changed later.',
      source: 'manager/generate_eks.py',
    },
  ],
  compare: {
    nodeGroup: {
      *modified(before, after, { cluster }) {
        if (after.max_instances === 0) return
        const what = `node group ${quote(after.name)}`
        yield* judge({ before, after, what, region: cluster.region })
      },
    },
    cluster: {
      *modified(before, after) {
        const what = `cluster ${quote(after.cluster_name)}`
        yield* judge({ before, after, what, region: after.region })
      },
    },
  },
})

interface Workers {
  readonly instance_type?: string
  readonly spot?: boolean
  readonly spot_config?: SpotConfig
}

interface Sides {
  readonly before: Workers
  readonly after: Workers
  readonly what: string
  readonly region: string
}

function* judge(sides: Sides): Iterable<Problem> {
  const { before, after } = sides
  if (!before.spot || !after.spot || !before.spot_config || !after.spot_config) return
  // With another type, another choice of alternatives and another price are only natural.
  if (before.instance_type !== after.instance_type) return

  const types = describeTypes(before.spot_config, after.spot_config, sides)
  const price = describePrice(before.spot_config, after.spot_config, sides)
  for (const problem of [types, price]) {
    if (!problem) continue
    const edits = [{ op: 'restore', path: problem.at }] as const
    const title =
      problem === types
        ? 'Restore the previous `instance_distribution`'
        : `Restore \`max_price: ${before.spot_config.max_price}\``
    yield { ...problem, fix: { title, safety: 'safe', edits } }
  }
}

function describeTypes(was: SpotConfig, now: SpotConfig, { what }: Sides): Problem | undefined {
  const kept = new Set(now.instance_distribution)
  const lost = was.instance_distribution.filter((type) => !kept.has(type))
  if (lost.length === 0 || kept.size >= was.instance_distribution.length) return undefined

  const left = kept.size === 1 ? '1 type' : `${kept.size} types`
  return {
    at: ['spot_config', 'instance_distribution'],
    severity: kept.size === 1 ? 'warning' : 'info',
    message: `\`instance_distribution\` of ${what} reduced to ${left}: ${enumerate(lost.map(quote))} ${lost.length > 1 ? 'were' : 'was'} removed, so spot capacity is harder to get; ${REFUSED_WHEN_RUNNING}.`,
  }
}

function describePrice(was: SpotConfig, now: SpotConfig, sides: Sides): Problem | undefined {
  const { what, region, after } = sides
  if (now.max_price === undefined || was.max_price === undefined) return undefined
  if (now.max_price >= was.max_price) return undefined

  const onDemand = findInstanceType(after.instance_type ?? '')?.prices.get(region)
  if (onDemand !== undefined && now.max_price >= onDemand) return undefined

  const usual =
    onDemand === undefined ? '' : `, as the limit is below the on-demand price of about ${onDemand}`
  return {
    at: ['spot_config', 'max_price'],
    message: `\`max_price\` of ${what} lowered from ${quote(String(was.max_price))} to ${quote(String(now.max_price))}: spot capacity is harder to get${usual}; ${REFUSED_WHEN_RUNNING}.`,
  }
}
