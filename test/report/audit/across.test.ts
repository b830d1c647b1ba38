import { describe, expect, it } from '@jest/globals'
import { findCrossings } from '../../../src/report/audit/across.ts'
import { renderHtml } from '../../../src/report/html/page.ts'
import { API, auditedOf, auditOf, CLUSTER } from './samples.ts'

const REMOTE = 'acme/infra/prod.yaml@main'
const infra = auditedOf({ 'prod.yaml': CLUSTER }, { name: 'acme/infra' })

/** A repository whose APIs are for the cluster of another one. */
function apisOf(name: string, text = API, cluster = REMOTE) {
  return auditedOf({ 'cortex.yaml': text }, { name, clusterPathsOf: () => [cluster] })
}

const kindsOf = (list: Parameters<typeof findCrossings>[0]) =>
  findCrossings(list).map(({ kind }) => kind)

const inAccount = (account: number, name: string) =>
  auditedOf(
    {
      'prod.yaml': `${CLUSTER}iam_policy_arns: [arn:aws:iam::${`${account}`.repeat(12)}:policy/x]\n`,
    },
    { name },
  )

describe('what lies across repositories', () => {
  it('is a cluster that two of them configure', () => {
    const copy = auditedOf({ 'clusters/prod.yaml': CLUSTER }, { name: 'acme/copy' })
    expect(findCrossings([copy, infra])).toEqual([
      {
        kind: 'cluster-repeated',
        message:
          'Cluster `prod` in `us-east-1` is configured in `acme/copy` and `acme/infra`: in one AWS ' +
          'account, `cortex cluster configure` of each reverts the others.',
        places: [
          { repository: 'acme/copy', path: 'clusters/prod.yaml' },
          { repository: 'acme/infra', path: 'prod.yaml' },
        ],
      },
    ])
  })

  it('is no cluster of another account, region, or name', () => {
    expect(kindsOf([inAccount(1, 'acme/a'), inAccount(2, 'acme/b')])).toEqual([])
    expect(kindsOf([inAccount(1, 'acme/a'), inAccount(1, 'acme/b')])).toEqual(['cluster-repeated'])
    const west = auditedOf({ 'c.yaml': CLUSTER.replace('east', 'west') }, { name: 'acme/w' })
    const staging = auditedOf({ 'c.yaml': CLUSTER.replace('prod', 'dev') }, { name: 'acme/s' })
    expect(kindsOf([infra, west, staging])).toEqual([])
    const twice = auditedOf({ 'a.yaml': CLUSTER, 'b.yaml': CLUSTER }, { name: 'acme/twice' })
    expect(kindsOf([twice])).toEqual([])
  })

  it('is a name and an endpoint that two take on one cluster', () => {
    const found = findCrossings([infra, apisOf('acme/a'), apisOf('acme/b')])
    expect(found.map(({ message }) => message)).toEqual([
      'API name `iris` is used on cluster `prod` by `acme/a` and `acme/b`: each deploy replaces the API of the other.',
      'Endpoint `/iris` is used on cluster `prod` by `acme/a` and `acme/b`: Cortex rejects the API that is deployed last.',
    ])
    const renamed = API.replace('name: iris', 'name: new').concat(
      '  networking: {endpoint: /iris}\n',
    )
    expect(kindsOf([infra, apisOf('acme/a'), apisOf('acme/b', renamed)])).toEqual([
      'endpoint-taken',
    ])
    expect(
      kindsOf([infra, apisOf('acme/a'), apisOf('acme/b', API.replace('iris', 'new'))]),
    ).toEqual([])
    const own = auditedOf({ 'cortex.yaml': API, 'cluster.yaml': CLUSTER.replace('prod', 'own') })
    expect(kindsOf([infra, apisOf('acme/a'), own])).toEqual([])
  })

  it('is a cluster that is named and not there, if its repository was audited', () => {
    const lost = apisOf('acme/a', API, 'acme/infra/old.yaml@main')
    expect(kindsOf([infra, lost])).toEqual(['cluster-missing'])
    expect(kindsOf([lost])).toEqual([])
  })

  it('stands in the report, as text', () => {
    const copy = auditedOf({ 'a<b>.yaml': CLUSTER }, { name: 'acme/copy' })
    const page = renderHtml(auditOf([infra, copy]))
    expect(page).toContain('id="across"')
    expect(page).toContain('acme/copy: a&lt;b&gt;.yaml')
  })
})

const ending = (day: string) =>
  API.replace('1000', `1000 # cortex-review: ignore[queue-too-long until ${day}] agreed`)

describe('exceptions', () => {
  it('that end soon are named first', () => {
    const page = renderHtml(auditOf([auditedOf({ 'cortex.yaml': ending('2026-12-24') })]))
    expect(page).toContain('1 ends within 30 days, the first on 2026-12-24')
    expect(page).toContain('agreed (until 2026-12-24)')
    expect(page).toContain('id="ending"')
    const later = renderHtml(auditOf([auditedOf({ 'cortex.yaml': ending('2027-12-24') })]))
    expect(later).not.toContain('id="ending"')
  })
})
