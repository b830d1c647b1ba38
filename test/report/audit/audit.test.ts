import { describe, expect, it } from '@jest/globals'
import { Ajv } from 'ajv'
import { toCsv } from '../../../src/report/audit/csv.ts'
import { readOwners } from '../../../src/report/audit/owners.ts'
import { readAuditReport } from '../../../src/report/audit/read.ts'
import { AUDIT_SCHEMA } from '../../../src/report/audit/schema.ts'
import { API, auditedOf, auditOf, CLUSTER, FILES, hostileAudit, NOW, OLDER } from './samples.ts'

describe('an audit', () => {
  const older = auditOf([auditedOf(FILES, { date: OLDER })], { created: OLDER })

  it('is as its schema says, and can be read again', () => {
    const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(AUDIT_SCHEMA)
    for (const audit of [older, hostileAudit()]) {
      expect(validate(structuredClone(audit)) || validate.errors).toBe(true)
      expect(readAuditReport(JSON.stringify(audit))).toEqual(JSON.parse(JSON.stringify(audit)))
    }
  })

  it('is told from what is none', () => {
    expect(() => readAuditReport('{')).toThrow('not valid JSON')
    expect(() => readAuditReport('{}')).toThrow('not an audit of Cortex Review')
  })

  it('says what is new and what is gone, and since when the rest is there', () => {
    const files = { ...FILES, 'apis/cortex.yaml': API.replace('1000', '10').replace('iris', 'new') }
    const audit = auditOf([auditedOf(files)], { earlier: older })
    const [repository] = audit.repositories
    const since = new Map(
      repository?.report.findings.map(({ fingerprint, location }, at) => [
        fingerprint,
        [location.path, repository.details[at]?.since, repository.details[at]?.new ?? false],
      ]),
    )
    expect(new Set([...since.values()].map((each) => each.join()))).toEqual(
      new Set([`clusters/prod.yaml,${OLDER},false`, `apis/cortex.yaml,${NOW},true`]),
    )
    expect(audit.gone.length).toBeGreaterThan(0)
    expect(audit.gone.every(({ finding }) => finding.path === 'apis/cortex.yaml')).toBe(true)
    expect(audit.history.map(({ date }) => date)).toEqual([OLDER])
  })

  it('takes nothing for gone in a repository that could not be read', () => {
    const failures = [{ repository: 'acme/ml', reason: 'Not found' }]
    expect(auditOf([], { earlier: older, failures }).gone).toEqual([])
    expect(auditOf([], { earlier: older }).gone.length).toBeGreaterThan(0)
  })

  it('knows what clusters are exposed to, hold and cost', () => {
    const old = CLUSTER.replace(
      'spot: true',
      'spot: true\n    spot_config: {on_demand_base_capacity: 2}',
    )
    expect(auditedOf({ 'cluster.yaml': old, 'cortex.yaml': API }).clusters).toEqual([
      {
        path: 'cluster.yaml',
        name: 'prod',
        region: 'us-east-1',
        apis: 1,
        exposure: { api: 'public', operator: 'public' },
        instances: { 'on-demand': 2, spot: 3 },
        monthly: { 'at-min': expect.any(Number), 'at-max': expect.any(Number) },
      },
    ])
    const closed = CLUSTER.replace('internet-facing', 'internal').concat(
      'api_load_balancer_cidr_white_list: [10.0.0.0/8]\n',
    )
    const [cluster] = auditedOf({ 'cluster.yaml': closed }).clusters
    expect(cluster?.exposure).toEqual({ api: 'restricted', operator: 'internal' })
  })

  it('holds no secret of the files', () => {
    const secret = 'AKIAIOSFODNN7EXAMPLA'
    const api = API.replace('image:', `env: {AWS_ACCESS_KEY_ID: ${secret}}\n        image:`)
    const text = JSON.stringify(auditOf([auditedOf({ 'cortex.yaml': api })]))
    expect(text).toContain('AWS_ACCESS_KEY_ID')
    expect(text).not.toContain(secret)
  })
})

describe('CODEOWNERS', () => {
  const owners = readOwners(
    [
      '# comment',
      '*           @a/all',
      '*.yaml      @a/yaml # of all files',
      '/clusters/  @a/clusters',
      'docs/*      docs@example.com',
      'apis/**/x.yaml @a/x @a/y',
      'vendor',
      '![a] @no',
      'two\\ words.md @a/space',
    ].join('\n'),
  )

  it.each([
    ['README', ['@a/all']],
    ['b/c.yaml', ['@a/yaml']],
    ['clusters/a/b.yaml', ['@a/clusters']],
    ['b/clusters/b.yaml', ['@a/yaml']],
    ['docs/a.md', ['docs@example.com']],
    ['docs/b/a.md', ['@a/all']],
    ['apis/x.yaml', ['@a/x', '@a/y']],
    ['apis/b/c/x.yaml', ['@a/x', '@a/y']],
    ['lib/vendor/a.js', []],
    ['two words.md', ['@a/space']],
  ])('of %s', (path, expected) => {
    expect(owners(path)).toEqual(expected)
  })

  it('takes linear time for hostile patterns', () => {
    const stars = `${'*a'.repeat(200)}b @a/b\n${'**/'.repeat(200)}b @a/b`
    expect(readOwners(stars)(`${'a/'.repeat(400)}${'a'.repeat(4000)}`)).toEqual([])
  })
})

describe('CSV', () => {
  it('quotes what has to be, and is no formula', () => {
    expect(
      toCsv([
        ['a', 'b,c', 'd"e', 'f\ng'],
        [1, '=1+1', '-x', '@y'],
      ]),
    ).toBe('a,"b,c","d""e","f\ng"\r\n1,\'=1+1,\'-x,\'@y\r\n')
  })
})
