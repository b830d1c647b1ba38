import { describe, expect, it } from '@jest/globals'
import type { Finding } from '../../../src/review/finding.ts'
import { rules } from '../../../src/rules/index.ts'
import { reviewSides } from '../../cases.ts'
import { API } from '../../e2e/samples.ts'

const LONG = API.replace('max_queue_length: 20', 'max_queue_length: 2000')
const LONGER = API.replace('max_queue_length: 20', 'max_queue_length: 3000')

type Files = Readonly<Record<string, string>>

/** By path, what is said of the queue. */
function queuesOf(before: Files, after: Files): Readonly<Record<string, Finding>> {
  const sides = [before, after].map((files) => new Map(Object.entries(files)))
  const { findings } = reviewSides(sides[0] ?? new Map(), sides[1] ?? new Map(), rules)
  const queues = findings.filter(({ rule }) => rule.id === 'queue-length-raised')
  return Object.fromEntries(queues.map((finding) => [finding.location.path, finding]))
}

function findingOf(before: Files, after: Files): Finding {
  const [found, ...others] = Object.values(queuesOf(before, after))
  if (!found || others.length > 0) throw new Error(`${others.length} others`)
  return found
}

const HEAD = 'cluster_name: shop\nregion: eu-west-1\nnode_groups:\n'
const GROUP = `  - name: steady
    instance_type: m5.large
    min_instances: 1
    max_instances: 1
`
const OTHER = `  - name: spot
    instance_type: m5.large
    max_instances: 600
    spot: true
`
const LONG_NAME = 'n'.repeat(70)

function imagesOf(tag: string): string {
  return ['operator', 'manager'].map((name) => `image_${name}: acme/${name}:${tag}\n`).join('')
}

/** What changes without a word; a rule, both sides, and the change of both. */
const HIDDEN: readonly [string, string, string, string, (text: string) => string][] = [
  [
    'the group that goes is a hundred times as large',
    'on-demand-fallback-removed',
    `${HEAD}${GROUP}${OTHER}`,
    `${HEAD}${OTHER}`,
    (text) => text.replace('max_instances: 1\n', 'max_instances: 600\n'),
  ],
  [
    'the groups that are left are larger',
    'on-demand-fallback-removed',
    `${HEAD}${GROUP}${OTHER}`,
    `${HEAD}${OTHER}`,
    (text) => text.replace('max_instances: 600', 'max_instances: 900'),
  ],
  [
    'another image is not pinned',
    'cluster-image-unpinned',
    `${HEAD}${GROUP}`,
    `${imagesOf('latest')}${HEAD}${GROUP}`,
    (text) => text.replace('image_operator: acme/operator:latest', 'image_operator: evil/x:latest'),
  ],
  [
    'another tag changes beside the one that is named',
    'cluster-change-refused',
    `${HEAD}${GROUP}`,
    `tags: { a: b, c: d }\n${HEAD}${GROUP}`,
    (text) => text.replace('c: d', 'e: f'),
  ],
  [
    'a name changes after what is shown of it',
    'nat-gateway-redundancy-removed',
    `nat_gateway: highly_available\nsubnet_visibility: private\n${HEAD}${GROUP}`.replace(
      'shop',
      LONG_NAME,
    ),
    `nat_gateway: single\nsubnet_visibility: private\n${HEAD}${GROUP}`.replace('shop', LONG_NAME),
    (text) => text.replace(LONG_NAME, `${LONG_NAME}x`),
  ],
]

function apiOn(name: string): string {
  return API.replace('name: recommend', `name: ${name}`) + '  node_groups: [steady]\n'
}

/** What is said of a group that goes while APIs of these names ask for it. */
function removed(names: readonly string[]): Finding | undefined {
  const [before, after] = [`${HEAD}${GROUP}${OTHER}`, `${HEAD}${OTHER}`].map(
    (text) =>
      new Map([
        ['cluster.yaml', text],
        ['cortex.yaml', names.map(apiOn).join('')],
      ]),
  )
  const { findings } = reviewSides(before ?? new Map(), after ?? new Map(), rules)
  return findings.find(({ rule }) => rule.id === 'node-group-in-use-removed')
}

describe('the handle of a finding', () => {
  it('stays while the values do, wherever they stand', () => {
    const { handle, fingerprint } = findingOf({ 'a.yaml': API }, { 'a.yaml': LONG })
    expect(handle).toMatch(/^[0-9a-f]{32}$/)
    const moved = findingOf({ 'a.yaml': API }, { 'apis/b.yaml': `# moved\n\n${LONG}` })
    expect(moved).toMatchObject({ handle, fingerprint })
  })

  it('ends when the values change, though the finding is the same', () => {
    const [one, other] = [LONG, LONGER].map((text) =>
      findingOf({ 'a.yaml': API }, { 'a.yaml': text }),
    )
    expect(one?.fingerprint).toBe(other?.fingerprint)
    expect(one?.handle).not.toBe(other?.handle)
  })

  it('is not that of the same name in another file, whichever of them change', () => {
    const before = { 'dev/cortex.yaml': API, 'prod/cortex.yaml': API }
    const both = queuesOf(before, { 'dev/cortex.yaml': LONG, 'prod/cortex.yaml': LONG })
    const prod = queuesOf(before, { 'dev/cortex.yaml': API, 'prod/cortex.yaml': LONG })
    const alone = queuesOf({ 'prod/cortex.yaml': API }, { 'prod/cortex.yaml': LONG })
    for (const key of ['handle', 'fingerprint'] as const) {
      const [one, other] = [both['dev/cortex.yaml'], both['prod/cortex.yaml']]
      expect(other?.[key]).not.toBe(one?.[key])
      expect(prod['prod/cortex.yaml']?.[key]).toBe(other?.[key])
      expect(alone['prod/cortex.yaml']?.[key]).toBe(other?.[key])
    }
  })

  it('is that of the file where the spec is new, though the finding may move', () => {
    const [dev, prod] = ['dev', 'prod'].map((name) => newIn(`${name}/cortex.yaml`))
    expect(dev?.handle).toBeDefined()
    expect(dev?.fingerprint).toBe(prod?.fingerprint)
    expect(dev?.handle).not.toBe(prod?.handle)
  })

  it.each(HIDDEN)('ends when %s', (_, rule, before, after, change) => {
    const [old, now] = [before, after].map((text) => new Map([['prod/cluster.yaml', text]]))
    const handles = [(text: string) => text, change].map((edit) => {
      const sides = [old, now].map((tree) => {
        return new Map([...(tree ?? [])].map(([path, text]) => [path, edit(text)]))
      })
      const { findings } = reviewSides(sides[0] ?? new Map(), sides[1] ?? new Map(), rules)
      const found = findings.find((finding) => finding.rule.id === rule)
      return { message: found?.message, handle: found?.handle }
    })
    const [one, other] = handles
    expect(one?.message).toBeDefined()
    // Not shown: the words are the same.
    expect(other?.message).toBe(one?.message)
    expect(other?.handle).not.toBe(one?.handle)
  })

  it('ends when another one of many APIs takes the place of one that is not named', () => {
    const [one, other] = [removed(['a', 'b', 'c', 'd']), removed(['a', 'b', 'c', 'e'])]
    expect(one?.message).toContain('and 1 more')
    expect(other?.message).toBe(one?.message)
    expect(other?.handle).not.toBe(one?.handle)
    expect(other?.fingerprint).toBe(one?.fingerprint)
  })

  it('ends when a list grows by what the message does not name', () => {
    const many = Array.from({ length: 12 }, (_, index) => `${index + 20}.0.0.0/8`)
    expect(widen(many)).toBeDefined()
    expect(widen(many)).not.toBe(widen([...many.slice(0, -1), '99.0.0.0/8']))
  })
})

/** What is said of the missing requests of an API that is new in a file. */
function newIn(path: string): Finding | undefined {
  const added = API.replace(/ +compute:\n +cpu: 1\n +mem: 2Gi\n/, '')
  const { findings } = reviewSides(new Map(), new Map([[path, added]]), rules)
  return findings.find(({ rule }) => rule.id === 'compute-requests-missing')
}

/** The handle of what is said of a white list that admits other blocks. */
function widen(blocks: readonly string[]): string | undefined {
  const before = new Map([['cluster.yaml', clusterOf(['10.0.0.0/8'])]])
  const { findings } = reviewSides(before, new Map([['cluster.yaml', clusterOf(blocks)]]), rules)
  return findings.find(({ rule }) => rule.id === 'api-white-list-widened')?.handle
}

function clusterOf(blocks: readonly string[]): string {
  return `cluster_name: shop
region: eu-west-1
api_load_balancer_scheme: internet-facing
api_load_balancer_cidr_white_list: [${blocks.join(', ')}]
`
}
