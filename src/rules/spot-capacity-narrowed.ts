import { findInstanceType } from '../cortex/aws/instance-types.ts'
import type { SpotConfig } from '../cortex/tables/cluster-types.ts'
import { defineRule, type Problem } from '../review/rule.ts'
import { enumerate, REFUSED_WHEN_RUNNING } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'spot-capacity-narrowed',
  category: 'availability',
  severity: 'warning',
  summary: 'A spot group has a smaller choice of instances',
  why: `
    AWS has spot instances of some types and not of others, and takes back those for
    which somebody pays more. The more types a group may use, and the nearer
    \`max_price\` is to the on-demand price, the likelier it gets instances and keeps
    them. Nobody ever pays more than the spot price.
  `,
  quiet: ['Nothing on the group has to start soon, or an on-demand group stands behind it.'],
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
    yield { ...problem, fix: { title: 'Keep the choice of spot instances', safety: 'safe', edits } }
  }
}

function describeTypes(was: SpotConfig, now: SpotConfig, { what }: Sides): Problem | undefined {
  const kept = new Set(now.instance_distribution)
  const lost = was.instance_distribution.filter((type) => !kept.has(type))
  if (lost.length === 0 || kept.size >= was.instance_distribution.length) return undefined

  const left = kept.size === 1 ? 'one type only' : `${kept.size} types`
  return {
    at: ['spot_config', 'instance_distribution'],
    severity: kept.size === 1 ? 'warning' : 'info',
    message: `Spot instances of ${what} come from ${left}: ${enumerate(lost.map(quote))} ${lost.length > 1 ? 'are' : 'is'} left out, and ${REFUSED_WHEN_RUNNING}.`,
  }
}

function describePrice(was: SpotConfig, now: SpotConfig, sides: Sides): Problem | undefined {
  const { what, region, after } = sides
  if (now.max_price === undefined || was.max_price === undefined) return undefined
  if (now.max_price >= was.max_price) return undefined

  const onDemand = findInstanceType(after.instance_type ?? '')?.prices.get(region)
  if (onDemand !== undefined && now.max_price >= onDemand) return undefined

  const usual = onDemand === undefined ? '' : `, below the on-demand price of about ${onDemand}`
  return {
    at: ['spot_config', 'max_price'],
    message: `Spot instances of ${what} are only had at lower prices: \`max_price\` goes from ${quote(String(was.max_price))} to ${quote(String(now.max_price))}${usual}, and ${REFUSED_WHEN_RUNNING}.`,
  }
}
