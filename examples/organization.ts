/**
 * A demo organization: what its repositories held last month, and what they hold now. Made by rule and
 * not by chance, so that its report is the same each time. `scripts/report-picture.ts` audits it.
 */

/** Texts by path, of each repository. */
export type Organization = ReadonlyMap<string, Readonly<Record<string, string>>>

const TEAMS = ['fraud', 'search', 'vision', 'pricing', 'support', 'ads', 'maps', 'speech'] as const
const STAGES = ['prod', 'staging', 'sandbox'] as const
const TYPES = ['m5.large', 'c5.2xlarge', 'g4dn.xlarge', 'r5.xlarge'] as const

/** The repositories of the organization, before or after a month of work on them. */
export function demoOrganization(moment: 'before' | 'after'): Organization {
  const isLater = moment === 'after'
  const repositories = TEAMS.flatMap((team, at) =>
    STAGES.slice(0, 1 + (at % STAGES.length)).map((stage, depth) => {
      const seed = at * STAGES.length + depth
      const files = {
        CODEOWNERS: `* @acme/${team}\nclusters/ @acme/platform\n`,
        [`clusters/${stage}.yaml`]: clusterOf(team, stage, { seed, isLater }),
        'apis/cortex.yaml': apisOf(team, { seed, isLater }),
      }
      return [`acme/${team}-${stage}`, files] as const
    }),
  )
  return new Map(repositories)
}

interface Variation {
  readonly seed: number
  readonly isLater: boolean
}

function clusterOf(team: string, stage: string, { seed, isLater }: Variation): string {
  // Some teams closed their operators since, one opened its own.
  const isOpen = isLater ? seed % 5 === 1 : seed % 3 === 0
  const most = 4 + ((seed * 7) % 24)
  return `cluster_name: ${team}-${stage}
region: ${seed % 3 === 0 ? 'eu-west-1' : 'us-east-1'}
subnet_visibility: ${seed % 4 === 0 ? 'public' : 'private'}
nat_gateway: ${seed % 4 === 0 ? 'none' : 'single'}
api_load_balancer_scheme: ${seed % 2 === 0 ? 'internal' : 'internet-facing'}
operator_load_balancer_scheme: ${isOpen ? 'internet-facing' : 'internal'}
node_groups:
  - name: main
    instance_type: ${TYPES[seed % TYPES.length]}
    min_instances: ${seed % 3}
    max_instances: ${most}
  - name: spot
    instance_type: ${TYPES[(seed + 1) % TYPES.length]}
    min_instances: 0
    max_instances: ${most * 2}
    spot: true
    priority: ${seed % 3 === 1 ? 1 : 50}
    spot_config:
      on_demand_base_capacity: ${seed % 4}
`
}

function apisOf(team: string, { seed, isLater }: Variation): string {
  const names = ['classifier', 'ranker', 'embedder'].slice(0, 1 + (seed % 3))
  return names.map((name, at) => apiOf(`${team}-${name}`, { seed: seed + at, isLater })).join('')
}

function apiOf(name: string, { seed, isLater }: Variation): string {
  const isTagged = isLater || seed % 2 === 0
  const accepted =
    seed % 4 === 0 ? ' # cortex-review: ignore[queue-too-long until 2026-12-15] load test' : ''
  return `- name: ${name}
  kind: RealtimeAPI
  pod:
    max_queue_length: ${seed % 3 === 0 ? 1000 : 100}${accepted}
    max_concurrency: ${1 + (seed % 4)}
    containers:
      - name: api
        image: acme/${name}:${isTagged ? `1.${seed}` : 'latest'}
        compute: {cpu: ${1 + (seed % 6)}, mem: ${2 + (seed % 8)}Gi}
  autoscaling:
    min_replicas: ${seed % 4}
    max_replicas: ${10 + seed * 3}
`
}
