import type { ApiKind } from '../cortex/tables/api-types.ts'
import type { Cluster } from '../cortex/tables/cluster-types.ts'
import { defineRule, type Problem } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

/** The first version whose whole verdict is known; `config-refused` speaks for it. */
const JUDGED_AS_A_WHOLE = 42

export default defineRule({
  id: 'older-config-refused',
  category: 'validity',
  severity: 'error',
  precedence: 1,
  summary: 'Config that its version of Cortex rejects',
  why: `
    Cortex checks a config before it creates or updates anything and stops at the first error.
    Versions before 0.42 are not checked as a whole; these values are wrong in each of them.
  `,
  cortex: [
    {
      fact: '`min_instances` must not be above `max_instances`, and `region` must be a region of AWS.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
    {
      fact: '`min_replicas` may be 0 since 0.36 for AsyncAPI and since 0.38 for RealtimeAPI.',
      source: 'pkg/types/spec/validations.go',
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
    *api({ name, kind, version, autoscaling }, { isWritten }) {
      const first = FIRST_WITH_ZERO[kind]
      if (first === undefined || version.to >= first || autoscaling?.min_replicas !== 0) return
      if (!isWritten(['autoscaling', 'min_replicas'])) return

      yield {
        at: ['autoscaling', 'min_replicas'],
        message: `\`min_replicas\` of API ${quote(name)} is \`0\`: that requires Cortex 0.${first}, so Cortex 0.${version.to} rejects the API.`,
      }
    },
    *nodeGroup(group, { cluster }) {
      if (!isJudged(cluster)) yield* judgeRange(group, `node group ${quote(group.name)}`)
    },
  },
})

/** The first versions that scale an API of a kind to zero. */
const FIRST_WITH_ZERO: Readonly<Partial<Record<ApiKind, number>>> = {
  AsyncAPI: 36,
  RealtimeAPI: 38,
}

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
