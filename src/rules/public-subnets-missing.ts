import type { Cluster } from '../cortex/tables/cluster-types.ts'
import { defineRule } from '../review/rule.ts'
import { enumerate } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'public-subnets-missing',
  category: 'availability',
  severity: 'error',
  summary: 'Internet-facing load balancer in private subnets only',
  why: `
    With \`subnets\`, Cortex uses exactly the listed subnets, which all have the visibility
    that \`subnet_visibility\` sets. AWS places an internet-facing load balancer only in
    public subnets, so it is never created and clients cannot reach the cluster through it.
  `,
  cortex: [
    {
      fact: 'Own `subnets` are handed to eksctl as private or public, all as `subnet_visibility` says.',
      source: 'manager/generate_eks.py',
    },
    {
      fact: 'Both load balancers are `internet-facing` by default.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
  ],
  quiet: ['The VPC has other public subnets that are tagged for load balancers of this cluster.'],
  versions: { from: 26 },
  inspect: {
    *cluster(cluster) {
      if (!cluster.subnets?.length || cluster.subnet_visibility !== 'private') return
      const open = SCHEMES.filter((key) => cluster[key] === 'internet-facing')
      const [first] = open
      if (first === undefined) return

      yield {
        at: [first],
        message: `${enumerate(open.map((key) => quote(key)))} of cluster ${quote(cluster.cluster_name)} ${open.length > 1 ? 'are' : 'is'} \`internet-facing\`: all of its \`subnets\` are private, so AWS cannot create the load ${open.length > 1 ? 'balancers' : 'balancer'}.`,
        fix: {
          title: `Set ${enumerate(open.map((key) => quote(`${key}: internal`)))}`,
          safety: 'unsafe',
          edits: open.map((key) => ({ op: 'set', path: [key], value: 'internal' })),
        },
      }
    },
  },
})

const SCHEMES = [
  'api_load_balancer_scheme',
  'operator_load_balancer_scheme',
] as const satisfies readonly (keyof Cluster)[]
