import { describe, expect, it } from '@jest/globals'
import { judgeFile } from '../../../scripts/corpus-table.ts'
import { findVersion } from '../../../src/cortex/files/version.ts'
import { formatVersion, overlaps } from '../../../src/cortex/values/version-range.ts'
import { parseDocument } from '../../../src/yaml/document.ts'
import { CORPORA, CORPUS_NOTE, readSamples } from '../../corpus.ts'

function versionOf(kind: 'api' | 'cluster', text: string): string {
  const { from, to } = findVersion(parseDocument(text).root, kind, text)
  return `${from}-${to}`
}

describe('findVersion', () => {
  it.each([
    ['1-42', 'region: a'],
    ['1-30', 'region: a\nspot_config: {on_demand_backup: true}'],
    ['16-30', 'region: a\nspot: true\nsubnet_visibility: public'],
    ['19-25', 'region: a\napi_gateway: none'],
    ['24-31', 'zone: a\nproject: b\npreemptible: true'],
    ['31-34', 'region: a\nbucket: b\nnode_groups: []'],
    ['31-42', 'region: a\nnode_groups: []'],
    ['33-42', 'region: a\napi_load_balancer_cidr_white_list: [0.0.0.0/0]'],
    ['35-42', 'region: a\nnode_groups: [{name: b, instance_volume_type: gp3}]'],
    ['37-42', 'region: a\nnode_groups: [{name: b, priority: 2}]'],
    ['38-42', 'region: a\nprometheus_instance_type: t3.large'],
    ['42-42', 'region: a\napi_load_balancer_type: nlb'],
    ['1-30', 'instance_type: a\nmin_instances: 1\nmax_instances: 2'],
    ['1-30', 'instance_type: a\nmax_instances: 2\napi_load_balancer_type: nlb'],
    ['31-42', 'instance_type: a\nmax_instances: 2\nnode_groups: []'],
    ['31-34', 'bucket: b\nnode_groups: [{name: b, instance_volume_type: gp3}]'],
  ])('reads a cluster of %s from its keys', (version, text) => {
    expect(versionOf('cluster', text)).toBe(version)
  })

  it.each([
    ['1-8', '- {kind: raw_column, name: a, type: INT_COLUMN}'],
    ['1-12', '- {kind: deployment, name: a}\n- {kind: api, name: b, model: c}'],
    ['13-18', '- {name: a, predictor: {type: python}}'],
    ['14-17', '- {name: a, predictor: {type: python}, autoscaling: {workers_per_replica: 1}}'],
    ['18-18', '- {name: a, predictor: {processes_per_replica: 2}}'],
    ['19-33', '- {name: a, kind: RealtimeAPI, predictor: {type: python}}'],
    ['27-35', '- {name: a, kind: TaskAPI, definition: {path: b}}'],
    ['31-33', '- {name: a, kind: AsyncAPI, predictor: {type: python}}'],
    ['34-35', '- {name: a, kind: RealtimeAPI, handler: {type: python}}'],
    ['19-33', '- {name: a, kind: RealtimeAPI, predictor: {}, autoscaling: {min_replicas: 0}}'],
    ['34-35', '- {name: a, kind: AsyncAPI, handler: {}, autoscaling: {min_replicas: 0}}'],
    ['19-33', '- {name: a, kind: RealtimeAPI, predictor: {}, autoscaling: {target_in_flight: 2}}'],
    ['36-42', '- {name: a, kind: RealtimeAPI, predictor: {}, pod: {}}'],
    ['36-42', '- {name: a, kind: RealtimeAPI, pod: {}}'],
    ['36-42', '- {name: a, kind: AsyncAPI, pod: {}, autoscaling: {min_replicas: 0}}'],
    ['38-42', '- {name: a, kind: RealtimeAPI, pod: {}, autoscaling: {min_replicas: 0}}'],
    ['41-42', '- {name: a, kind: AsyncAPI, pod: {containers: [{pre_stop: {}}]}}'],
    ['19-42', '- {name: a, kind: TrafficSplitter, apis: []}'],
    ['31-42', '- {name: a, kind: TrafficSplitter, apis: [{shadow: true}]}'],
    ['36-42', '{name: a, kind: RealtimeAPI, pod: {}}'],
  ])('reads an API file of %s from its keys', (version, text) => {
    expect(versionOf('api', text)).toBe(version)
  })

  it.each([
    ['35-35', 'image_operator: quay.io/cortexlabs/operator:0.35.0'],
    ['42-42', 'image_proxy: 1.dkr.ecr.a.amazonaws.com/cortexlabs/proxy:0.42.1'],
    ['18-18', 'image_manager: cortexlabs/manager:0.18.1\ninstance_type: a'],
    ['35-36', 'image_a: cortexlabs/a:0.35.0\nimage_b: cortexlabs/b:0.36.0'],
    ['1-42', 'image_operator: quay.io/cortexlabs/operator:master'],
    ['1-42', 'image_operator: example.com/notcortexlabs/operator:0.35.0'],
    ['1-42', 'image_operator: cortexlabs/operator:0.99.0'],
  ])('reads %s from the tags of images in %s', (version, text) => {
    expect(versionOf('cluster', text)).toBe(version)
  })

  it('reads the tags of the images that APIs ran in, but not of others', () => {
    const api = '- {name: a, kind: RealtimeAPI, predictor: {image: "cortexlabs/python:0.22.1-gpu"}}'
    expect(versionOf('api', api)).toBe('22-22')
    const pod =
      '- {name: a, kind: RealtimeAPI, pod: {containers: [{image: "me/cortexlabs/x:0.22.1"}]}}'
    expect(versionOf('api', pod)).toBe('36-42')
  })

  it('lets a link to the docs narrow the range, but not contradict it', () => {
    const api = '- {name: a, kind: RealtimeAPI, pod: {}}\n# https://docs.cortex.dev/v/'
    expect(versionOf('api', `${api}0.38/workloads`)).toBe('38-38')
    expect(versionOf('api', `${api}0.18/deployments`)).toBe('36-42')
    expect(versionOf('api', `${api}master/deployments`)).toBe('36-42')
  })

  it('follows the newest of keys that never were known together', () => {
    expect(versionOf('cluster', 'instance_type: a\nprometheus_instance_type: b')).toBe('38-42')
    expect(versionOf('api', '- {name: a, kind: RealtimeAPI, pod: {}, compute: {}}')).toBe('36-42')
    const legacy = 'kind: RealtimeAPI, endpoint: b, predictor: {type: python}'
    expect(versionOf('api', `- {name: a, ${legacy}}`)).toBe('19-33')
  })

  it('is not misled by names of inherited properties or wrong types', () => {
    expect(versionOf('cluster', 'constructor: a\ntoString: b\nnode_groups: 5')).toBe('31-42')
    expect(versionOf('api', '- {kind: constructor, pod: []}\n- {kind: [a]}\n- 7')).toBe('36-42')
    expect(versionOf('api', '7')).toBe('1-42')
  })
})

describe('formatVersion', () => {
  it.each([
    [36, 36, '0.36'],
    [19, 33, '0.19 to 0.33'],
    [36, 42, '0.36 or later'],
    [1, 30, '0.30 or earlier'],
    [1, 42, 'any version'],
    [42, 42, '0.42'],
  ])('says %d to %d', (from, to, text) => {
    expect(formatVersion({ from, to })).toBe(text)
  })
})

describe('overlaps', () => {
  it('asks for one common version', () => {
    expect(overlaps({ from: 19, to: 33 }, { from: 33, to: 35 })).toBe(true)
    expect(overlaps({ from: 36, to: 42 }, { from: 33, to: 35 })).toBe(false)
  })
})

describe(`known versions${CORPUS_NOTE}`, () => {
  it.each(CORPORA)('are found for 95 %% of the files in %s', (folder) => {
    const known = readSamples(folder)
      .map((sample) => judgeFile(folder, sample))
      .filter(({ isVersionRight }) => isVersionRight !== undefined)
    const right = known.filter(({ isVersionRight }) => isVersionRight)
    expect(known.length).toBeGreaterThan(0)
    expect(right.length / known.length).toBeGreaterThanOrEqual(0.95)
  })
})
