import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { createRepository, type TestRepository } from '../git/repository.ts'
import { buildCli, type RunCli } from './run.ts'

const WITHOUT_GPU = `cluster_name: shop
region: us-west-2
node_groups:
  - name: cpu
    instance_type: m5.large
`
const CLUSTER = `${WITHOUT_GPU}  - name: gpu
    instance_type: g4dn.xlarge
    max_instances: 4
`
const API = `- name: iris
  kind: RealtimeAPI
  pod:
    containers:
      - name: api
        image: 123456789012.dkr.ecr.us-west-2.amazonaws.com/iris:1.0
        compute: {cpu: 500m, mem: 1Gi, gpu: 1}
`

let cli: RunCli
let repository: TestRepository
beforeAll(async () => {
  cli = await buildCli()
}, 60_000)
beforeEach(() => {
  repository = createRepository()
})
afterEach(() => repository.remove())

function rulesOf(base: string): readonly string[] {
  const { out } = cli(repository.root, ['review', '--base', base, '--format', 'json'])
  return JSON.parse(out).findings.map(({ rule }: { readonly rule: string }) => rule)
}

describe('unchanged API files of a changed cluster', () => {
  it.each([
    ['beside it', 'cluster.yaml', 'iris.yaml'],
    ['below it', 'prod/cluster.yaml', 'prod/models/v1/iris.yml'],
    ['elsewhere, where there is one cluster', 'infra/cluster.yaml', 'services/iris/spec.yaml'],
    ['of a cluster with a name of its own', 'infra/prod.yaml', 'services/iris/spec.yaml'],
  ])('are judged whatever they are called: %s', (_, cluster, api) => {
    const base = repository.commit({ [cluster]: CLUSTER, [api]: API })
    repository.commit({ [cluster]: WITHOUT_GPU })
    expect(rulesOf(base)).toEqual(['pod-too-large', 'node-group-removed'])
  })

  it('are not those of another cluster', () => {
    const base = repository.commit({
      'prod/cluster.yaml': CLUSTER,
      'dev/cluster.yaml': CLUSTER.replace('shop', 'dev'),
      'dev/iris.yaml': API,
    })
    repository.commit({ 'prod/cluster.yaml': WITHOUT_GPU })
    expect(rulesOf(base)).toEqual(['node-group-removed'])
  })
})

const FULL = CLUSTER.replace('max_instances: 4', 'min_instances: 1\n    max_instances: 1')

it.each([
  ['a variable', `${API}        env: {MODE: fast}\n`],
  ['a probe', `${API}        readiness_probe:\n          tcp_socket: {port: 8080}\n`],
  ['the queue', API.replace('  pod:\n', '  pod:\n    max_concurrency: 4\n')],
])('sees that new pods have no room where %s changes', (_, api) => {
  const base = repository.commit({ 'cluster.yaml': FULL, 'cortex.yaml': API })
  repository.commit({ 'cortex.yaml': api })
  expect(rulesOf(base)).toContain('rolling-update-stuck')
})

it('finds the cluster of a changed API in a file with any name', () => {
  const base = repository.commit({
    'prod.yaml': WITHOUT_GPU,
    'iris.yaml': API.replace(', gpu: 1', ''),
  })
  repository.commit({ 'iris.yaml': API })
  expect(rulesOf(base)).toContain('pod-too-large')
})
