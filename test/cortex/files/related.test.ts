import { describe, expect, it } from '@jest/globals'
import { findRelated, looksRelated } from '../../../src/cortex/files/related.ts'

describe('findRelated', () => {
  const repository = [
    '.github/workflows/cortex.yaml',
    'README.md',
    'apis/rose/cortex.yaml',
    'charts/values.yaml',
    'dev/cluster.yaml',
    'dev/cortex.yaml',
    'prod/cluster.yaml',
    'prod/apis/lily.yaml',
    'prod/iris/cortex.yaml',
    'prod/iris/deployment.yaml',
    'prod/tulip/cortex_gpu.yml',
  ]

  it('finds the cluster of an API, then what may be meant, then the other APIs of it', () => {
    expect(findRelated(['prod/iris/cortex.yaml'], repository)).toEqual({
      paths: [
        'prod/cluster.yaml',
        'dev/cluster.yaml',
        'prod/tulip/cortex_gpu.yml',
        'prod/apis/lily.yaml',
      ],
      left: [],
      unassigned: [],
    })
  })

  it('finds the APIs of a cluster', () => {
    const { paths } = findRelated(['dev/cluster.yaml'], repository)
    expect(paths).toEqual(['prod/cluster.yaml', 'dev/cortex.yaml'])
  })

  it('finds everything of the only cluster', () => {
    const all = ['infra/cluster.yaml', 'a/cortex.yaml', 'b/cortex.yaml', 'c/cortex.yaml']
    expect(findRelated(['b/cortex.yaml'], all).paths).toEqual([
      'infra/cluster.yaml',
      'a/cortex.yaml',
      'c/cortex.yaml',
    ])
  })

  it('finds the splitters of an API by their names', () => {
    const all = [
      'cluster.yaml',
      'apis/lily.yaml',
      'routes/traffic-splitter.yaml',
      'routes/values.yaml',
      'splitters/iris.yml',
      'web/bundle-splitter.js',
    ]
    expect(findRelated(['iris/cortex.yaml'], all).paths).toEqual([
      'cluster.yaml',
      'routes/traffic-splitter.yaml',
      'splitters/iris.yml',
      'apis/lily.yaml',
    ])
  })

  it('finds what stands beside an API file with a name of its own', () => {
    const all = [
      'cluster.yaml',
      'models/.ci.yaml',
      'models/README.md',
      'models/lily.yaml',
      'x.yaml',
    ]
    expect(findRelated(['models/iris.yaml'], all).paths).toEqual([
      'cluster.yaml',
      'models/lily.yaml',
    ])
    expect(findRelated(['models/cortex.yaml'], all).paths).toEqual(['cluster.yaml'])
  })

  it('finds the clusters only where none can be told', () => {
    const { paths } = findRelated(['apis/rose/cortex.yaml'], repository)
    expect(paths).toEqual(['dev/cluster.yaml', 'prod/cluster.yaml'])
  })

  it('finds what may be an API of a changed cluster under any name, the nearest first', () => {
    const all = ['a/b/values.yaml', 'prod/x/rose.yaml', 'prod/iris.yaml', 'prod/.ci.yaml', 'b.yaml']
    expect(findRelated(['prod/cluster.yaml'], all).paths).toEqual([
      'prod/iris.yaml',
      'prod/x/rose.yaml',
      'b.yaml',
      'a/b/values.yaml',
    ])
    const more = [...all, 'dev/cluster.yaml']
    expect(findRelated(['prod/cluster.yaml'], more).paths).toEqual([
      'dev/cluster.yaml',
      'prod/iris.yaml',
      'prod/x/rose.yaml',
    ])
    const many = Array.from({ length: 200 }, (_, at) => `models/${at}.yaml`)
    expect(findRelated(['cluster.yaml'], many, undefined, 500)).toMatchObject({
      paths: { length: 50 },
      left: [],
    })
    expect(findRelated(['cluster.yaml'], many).paths).toHaveLength(200)
  })

  it('finds what may be the cluster of an API, where no name says so', () => {
    const all = ['prod/shop.yaml', 'infra.yaml', 'dev/other.yaml', 'prod/x/values.yaml']
    expect(findRelated(['prod/apis/cortex.yaml'], all).paths).toEqual([
      'infra.yaml',
      'prod/shop.yaml',
    ])
  })

  it('goes by the settings', () => {
    const layout = { clusterPathsOf: () => ['infra/main.yaml'], clusterPaths: ['infra/main.yaml'] }
    const { paths } = findRelated(
      ['apis/rose/cortex.yaml'],
      [...repository, 'infra/main.yaml'],
      layout,
    )
    expect(paths[0]).toBe('infra/main.yaml')
    expect(paths).toContain('dev/cortex.yaml')
  })

  it('is bounded, and tells how many it leaves out', () => {
    const apis = Array.from({ length: 500 }, (_, at) => `apis/${at}/cortex.yaml`)
    const clusters = Array.from({ length: 500 }, (_, at) => `c/${at}/cluster.yaml`)
    const { paths, left } = findRelated(['cluster.yaml'], apis, undefined, 30)
    expect([paths.length, left.length]).toEqual([30, 470])
    expect(findRelated(['cluster.yaml'], apis)).toMatchObject({ paths: apis.toSorted(), left: [] })
    expect(findRelated(['x/y/cortex.yaml'], [...clusters, 'x/cluster.yaml']).paths[0]).toBe(
      'x/cluster.yaml',
    )
  })
})

describe('looksRelated', () => {
  it.each([
    ['prod/cluster.yaml', '@@ -1 +1 @@\n-    max_instances: 5\n+    max_instances: 9\n', true],
    ['cortex.yaml', '@@ -1 +1 @@\n   autoscaling:\n-    min_replicas: 5\n', true],
    ['cortex.yaml', '@@ -1 +1 @@\n   node_groups:\n-    - cpu\n+    - gpu\n', true],
    ['cortex.yaml', '@@ -1 +1 @@\n-- name: iris\n-  kind: RealtimeAPI\n-  pod:\n', true],
    ['cortex.yaml', '@@ -1 +1 @@\n-  kind: RealtimeAPI\n+  kind: AsyncAPI\n', true],
    ['cortex.yaml', '@@ -1 +1 @@\n-- name: iris\n+- name: rose\n   kind: RealtimeAPI\n', true],
    ['cortex.yaml', '@@ -1 +1 @@\n   compute:\n-  max_queue_length: 5\n', true],
    ['cortex.yaml', '@@ -1 +1 @@\n   autoscaling:\n-    window: 5s\n+    # slow\n', false],
    ['k8s/cluster.yaml', '@@ -1 +1 @@\n apiVersion: v1\n+kind: Service\n', false],
    ['cortex.yaml', '@@ -1 +1 @@\n-auth_enabled: true\n+auth_enabled: false\n', false],
    ['api/deployment.yaml', '@@ -1 +1 @@\n+    containers: []\n', false],
  ])('%s %j: %s', (path, patch, expected) => {
    expect(looksRelated(path, patch)).toBe(expected)
  })
})
