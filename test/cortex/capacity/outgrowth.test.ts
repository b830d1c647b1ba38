import { describe, expect, it } from '@jest/globals'
import { findInstanceType } from '../../../src/cortex/aws/instance-types.ts'
import { roomOf } from '../../../src/cortex/capacity/fit.ts'
import { podLimit } from '../../../src/cortex/capacity/hosting.ts'
import { findOutgrowths } from '../../../src/cortex/capacity/outgrowth.ts'
import { compareWorkspaces } from '../../../src/cortex/compare/comparison.ts'
import { readWorkspaces } from '../../../src/cortex/files/workspace.ts'
import { createRandom, pick, type Random } from '../../pipeline/random.ts'

const TYPES = ['m5.large', 'm5.2xlarge', 'r5.xlarge', 'g4dn.12xlarge'] as const
const NOTHING = `cluster_name: prod\nregion: us-east-1\nnode_groups:\n`

interface Group {
  readonly name: string
  readonly type: string
  readonly nodes: number
  readonly isSpot: boolean
}

interface Pods {
  readonly cpu: number
  readonly mem: number
  readonly gpu: number
  readonly groups: readonly string[] | undefined
}

describe('APIs that outgrow their groups', () => {
  it('are never found where all their pods have a place', () => {
    const random = createRandom(2024)
    let full = 0
    for (let round = 0; round < 300; round++) {
      const groups = Array.from({ length: between(random, 1, 3) }, (_, at) => makeGroup(random, at))
      const apis = Array.from({ length: between(random, 2, 5) }, () => makePods(random, groups))
      const counts = pack(groups, apis, random)
      expect(outgrowthsOf(groups, apis, counts)).toBe(0)
      full += outgrowthsOf(
        groups,
        apis,
        counts.map((count) => Math.ceil(count * 1.3)),
      )
    }
    // With a third more, many are: others may fit in another way, or one API alone is too much.
    expect(full).toBeGreaterThan(100)
  })
})

function between(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1))
}

function makeGroup(random: Random, at: number): Group {
  const type = pick(random, TYPES) ?? 'm5.large'
  return { name: `g${at}`, type, nodes: between(random, 1, 3), isSpot: random() < 0.3 }
}

function makePods(random: Random, groups: readonly Group[]): Pods {
  const names = groups.filter(() => random() < 0.6).map(({ name }) => name)
  return {
    cpu: between(random, 1, 20) * 130,
    mem: between(random, 1, 16) * 500,
    gpu: random() < 0.2 ? 1 : 0,
    groups: names.length > 0 ? names : undefined,
  }
}

/** Puts pods on nodes, one after the other, until none fits; gives how many of each have a place. */
function pack(groups: readonly Group[], apis: readonly Pods[], random: Random): readonly number[] {
  const nodes = groups.flatMap(({ name, type, nodes: count }) => {
    const known = findInstanceType(type)
    if (!known) throw new Error(`${type} is not known`)
    return Array.from({ length: count }, () => {
      return { name, left: { ...roomOf(known), pods: podLimit(known) } }
    })
  })
  const counts = apis.map(() => 0)
  for (let misses = 0; misses < 30; ) {
    const at = between(random, 0, apis.length - 1)
    const pod = apis[at]
    const node = nodes.find(
      ({ name, left }) =>
        pod &&
        (pod.groups?.includes(name) ?? true) &&
        // The sidecar takes its part.
        left.cpu >= pod.cpu + 100 &&
        left.mem >= pod.mem + 100 &&
        left.gpu >= pod.gpu &&
        left.pods > 0,
    )
    if (!pod || !node) {
      misses += 1
      continue
    }
    node.left.cpu -= pod.cpu + 100
    node.left.mem -= pod.mem + 100
    node.left.gpu -= pod.gpu
    node.left.pods -= 1
    counts[at] = (counts[at] ?? 0) + 1
  }
  return counts
}

/** How often a cluster is said to be too small, if all of it is new. */
function outgrowthsOf(
  groups: readonly Group[],
  apis: readonly Pods[],
  counts: readonly number[],
): number {
  const cluster = groups.map(
    ({ name, type, nodes, isSpot }) =>
      `  - {name: ${name}, instance_type: ${type}, max_instances: ${nodes}, spot: ${isSpot}}\n`,
  )
  const specs = apis.map(({ cpu, mem, gpu, groups: names }, at) => {
    const compute = `{cpu: ${cpu}m, mem: ${mem}Mi, gpu: ${gpu}}`
    const choice = names ? `  node_groups: [${names.join(', ')}]\n` : ''
    return `- name: api${at}
  kind: RealtimeAPI
${choice}  pod: {containers: [{name: main, image: 'a:1', compute: ${compute}}]}
  autoscaling: {min_replicas: ${counts[at]}, max_replicas: 500}
`
  })
  const after = new Map([
    ['cluster.yaml', NOTHING + cluster.join('')],
    ['cortex.yaml', specs.join('')],
  ])
  const sides = readWorkspaces({ before: new Map(), after, renames: new Map() })
  return findOutgrowths(compareWorkspaces(sides.before, sides.after, new Map())).length
}
