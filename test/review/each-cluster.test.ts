import { describe, expect, it } from '@jest/globals'
import { DEFAULT_CONFIG } from '../../src/review/config.ts'
import { review } from '../../src/review/review.ts'
import { rules } from '../../src/rules/index.ts'

const PATHS = { staging: 'clusters/staging.yaml', prod: 'clusters/prod.yaml' }
const CONFIG = {
  ...DEFAULT_CONFIG,
  clusters: [
    { cluster: PATHS.staging, apis: ['apis/**'] },
    { cluster: PATHS.prod, apis: ['apis/**'] },
  ],
}

function cluster(name: string, groups: readonly string[]): string {
  const items = groups.map((group) => `  - {name: ${group}, instance_type: m5.large}\n`)
  return `cluster_name: ${name}\nregion: us-east-1\nnode_groups:\n${items.join('')}`
}

function api(keys: string, mem = '1Gi'): string {
  return `- name: iris
  kind: RealtimeAPI
${keys}  pod:
    max_queue_length: 5
    containers:
      - name: api
        image: 111122223333.dkr.ecr.us-east-1.amazonaws.com/iris:1.0
        compute: {cpu: 1, mem: ${mem}}
        readiness_probe: {http_get: {port: 8080, path: /healthz}}
`
}

function judge(staging: string, prod: string, after: string, before = api('')) {
  const files = (spec: string) =>
    new Map([
      [PATHS.staging, staging],
      [PATHS.prod, prod],
      ['apis/iris.yaml', spec],
    ])
  const changes = {
    before: files(before),
    after: files(after),
    renames: new Map(),
    hunks: new Map(),
  }
  return review({ ...changes, unreadable: [] }, CONFIG, rules)
}

function tell(...sides: Parameters<typeof judge>): readonly string[] {
  return judge(...sides).findings.map(({ rule, message }) => `${rule.id}: ${message}`)
}

describe('an API of several clusters', () => {
  const both = [cluster('staging', ['cpu', 'big']), cluster('prod', ['cpu', 'big'])] as const

  it('is judged against each: what only one lacks is said of that one', () => {
    const found = tell(both[0], cluster('prod', ['cpu']), api('  node_groups: [big]\n'))
    expect(found).toEqual([
      expect.stringMatching(/^node-group-unknown: .*`big`.*`prod`/),
      expect.stringMatching(/^node-groups-narrowed: .*; this applies to cluster `staging`\.$/),
    ])

    const other = tell(cluster('staging', ['cpu']), both[1], api('  node_groups: [big]\n'))
    expect(other).toEqual([
      expect.stringMatching(/^node-group-unknown: .*`big`.*`staging`/),
      expect.stringMatching(/^node-groups-narrowed: .*; this applies to cluster `prod`\.$/),
    ])
  })

  it('has one finding for what is the same everywhere, and one for each cluster otherwise', () => {
    expect(tell(...both, api('').replace('max_queue_length: 5', 'max_queue_length: 5000'))).toEqual(
      [expect.stringMatching(/^queue-length-raised: /)],
    )
    const lacking = [cluster('staging', ['cpu']), cluster('prod', ['cpu'])] as const
    const found = judge(...lacking, api('  node_groups: [big]\n')).findings
    expect(found.map(({ rule }) => rule.id)).toEqual(['node-group-unknown', 'node-group-unknown'])
    expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(2)
    expect(new Set(found.map(({ handle }) => handle)).size).toBe(2)
    for (const name of ['staging', 'prod']) {
      expect(found.filter(({ message }) => message.includes(`\`${name}\``))).toHaveLength(1)
    }
  })

  it('is told to belong to all of them', () => {
    const { coverage } = judge(...both, api(''), '')
    expect(coverage.apis).toEqual([
      { path: 'apis/iris.yaml', name: 'iris', clusters: [PATHS.staging, PATHS.prod] },
    ])
    expect(coverage.unassigned).toEqual([])
  })

  it('names the cluster where the words of a rule do not', () => {
    const small = cluster('prod', ['cpu']).replace('m5.large', 't3.medium')
    const found = tell(both[0], small, api('', '5Gi'))
    expect(found).toHaveLength(1)
    expect(found[0]).toContain('`prod`')
  })

  it('says nothing of what was so before', () => {
    const old = api('  node_groups: [big]\n')
    expect(tell(both[0], cluster('prod', ['cpu']), `${old}# more\n`, old)).toEqual([])
  })
})
