import type { Cluster } from '../cortex/tables/cluster-types.ts'
import { defineRule, type Problem } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

/** The first version whose whole verdict is known; `config-refused` speaks for it. */
const JUDGED_AS_A_WHOLE = 42

export default defineRule({
  id: 'older-config-refused',
  category: 'validity',
  severity: 'error',
  summary: 'Cluster config that every version of Cortex rejects',
  why: `
    Cortex checks a cluster config before it creates or updates anything and stops at the first
    error. Versions before 0.42 are not judged as a whole; these values are wrong in all of them.
  `,
  cortex: [
    {
      fact: '`min_instances` must not be above `max_instances`, and `region` must be a region of AWS.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
  ],
  versions: { to: JUDGED_AS_A_WHOLE - 1 },
  inspect: {
    *cluster(cluster, { isWritten }) {
      if (isJudged(cluster) || cluster.provider === 'gcp') return
      const name = `cluster ${quote(cluster.cluster_name)}`
      yield* judgeRange(cluster, name)
      if (!ZONE.test(cluster.region) || !isWritten(['region'])) return

      const region = cluster.region.slice(0, -1)
      yield {
        at: ['region'],
        message: `\`region\` of ${name} is ${quote(cluster.region)}: that is an availability zone, so Cortex rejects the config.`,
        fix: {
          title: `Set \`region: ${region}\``,
          safety: 'unsafe',
          edits: [{ op: 'set', path: ['region'], value: region }],
        },
      }
    },
    *nodeGroup(group, { cluster }) {
      if (!isJudged(cluster)) yield* judgeRange(group, `node group ${quote(group.name)}`)
    },
  },
})

/** Such as `us-east-1a`, which is in the region `us-east-1`. */
const ZONE = /^[a-z]{2}(?:-gov)?-[a-z]{4,9}-\d[a-z]$/

function isJudged({ version }: Cluster): boolean {
  return version.to >= JUDGED_AS_A_WHOLE
}

interface Sizes {
  readonly min_instances?: number
  readonly max_instances?: number
}

function* judgeRange({ min_instances, max_instances }: Sizes, what: string): Iterable<Problem> {
  if (min_instances === undefined || max_instances === undefined) return
  if (min_instances <= max_instances) return

  yield {
    at: ['min_instances'],
    message: `\`min_instances\` of ${what} is \`${min_instances}\`: it exceeds \`max_instances\`, which is \`${max_instances}\`, so Cortex rejects the config.`,
  }
}
