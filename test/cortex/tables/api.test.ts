import { describe, expect, it } from '@jest/globals'
import { apiKeyOrder, readApi } from '../../../src/cortex/tables/api.ts'
import type { VersionRange } from '../../../src/cortex/values/version-range.ts'
import { parseDocument } from '../../../src/yaml/document.ts'
import type { YamlNode } from '../../../src/yaml/tree.ts'

function read(text: string, from = 42, to = from) {
  const version: VersionRange = { from, to }
  return readApi(parse(text), version)
}

function parse(text: string): YamlNode {
  const { root } = parseDocument(text)
  if (!root) throw new Error(`No YAML: ${text}`)
  return root
}

const REALTIME = 'name: shop\nkind: RealtimeAPI\n'

describe('readApi', () => {
  it('fills in the defaults of 0.42', () => {
    const text = `${REALTIME}pod: {containers: [{name: main, image: a/b}]}`
    expect(read(text)).toEqual({
      version: { from: 42, to: 42 },
      name: 'shop',
      kind: 'RealtimeAPI',
      pod: {
        port: 8080,
        max_concurrency: 1,
        max_queue_length: 100,
        containers: [
          {
            name: 'main',
            image: 'a/b',
            command: null,
            args: null,
            env: {},
            compute: { cpu: '200m', mem: null, gpu: 0, inf: 0, shm: null },
            readiness_probe: null,
            liveness_probe: null,
            pre_stop: null,
          },
        ],
      },
      node_groups: null,
      networking: { endpoint: '/shop' },
      autoscaling: {
        min_replicas: 1,
        max_replicas: 100,
        init_replicas: 1,
        target_in_flight: 1,
        window: 60e9,
        downscale_stabilization_period: 300e9,
        upscale_stabilization_period: 60e9,
        max_downscale_factor: 0.75,
        max_upscale_factor: 1.5,
        downscale_tolerance: 0.05,
        upscale_tolerance: 0.05,
      },
      update_strategy: { max_surge: '25%', max_unavailable: '25%' },
    })
  })

  it('derives what follows another key', () => {
    const text = `${REALTIME}pod: {max_concurrency: 8}\nautoscaling: {min_replicas: 3}`
    expect(read(text).autoscaling).toMatchObject({ target_in_flight: 8, init_replicas: 3 })
    expect(read(`${text}\nnetworking: {endpoint: foo/}`).networking.endpoint).toBe('/foo')
  })

  it.each([
    ['{}', '200m'],
    ['{cpu: null}', null],
    ['{cpu: 1}', '1'],
    ['{cpu: 0.5}', '0.5'],
    ['{cpu: "1"}', '1'],
    ['{cpu: 1e0}', '1.0'],
    ['{cpu: 1e-7}', '200m'],
    ['{cpu: lots}', '200m'],
  ])('takes the CPUs of %s for %s', (compute, cpu) => {
    const text = `${REALTIME}pod: {containers: [{compute: ${compute}}]}`
    expect(read(text).pod?.containers[0]?.compute.cpu).toBe(cpu)
  })

  it('reads probes, without handlers that are null', () => {
    const probe = '{http_get: {port: 80, path: health/}, tcp_socket: null, period_seconds: 5}'
    const text = `${REALTIME}pod: {containers: [{readiness_probe: ${probe}, liveness_probe: null}]}`
    expect(read(text).pod?.containers[0]).toMatchObject({
      readiness_probe: { http_get: { path: '/health', port: 80 }, period_seconds: 5 },
      liveness_probe: null,
    })
    expect(read(text).pod?.containers[0]?.readiness_probe).not.toHaveProperty('tcp_socket')
  })

  it.each([
    ['AsyncAPI', ['port', 'max_concurrency', 'containers']],
    ['BatchAPI', ['port', 'containers']],
    ['TaskAPI', ['containers']],
  ])('gives a %s only the keys of its kind', (kind, keys) => {
    const { pod, autoscaling } = read(`name: a\nkind: ${kind}\npod: {containers: []}`)
    expect(Object.keys(pod ?? {}).sort()).toEqual([...keys].sort())
    expect(autoscaling === undefined).toBe(kind !== 'AsyncAPI')
  })

  it('reads a splitter', () => {
    const text = 'name: a\nkind: TrafficSplitter\napis: [{name: b, weight: 100}]'
    const api = read(text)
    expect(api.apis).toEqual([{ name: 'b', weight: 100, shadow: false }])
    expect(api).not.toHaveProperty('pod')
  })

  it('reads a predictor of 0.30', () => {
    const text = `${REALTIME}predictor: {type: python, path: a.py, processes_per_replica: 4}
compute: {mem: 1Gi}
autoscaling: {max_replica_concurrency: 8}`
    const api = read(text, 30)
    expect(api).toMatchObject({
      predictor: { type: 'python', processes_per_replica: 4, threads_per_process: 1 },
      compute: { cpu: '200m', mem: '1Gi', gpu: 0, inf: 0, shm: null },
      autoscaling: { target_replica_concurrency: 4, max_replica_concurrency: 8 },
    })
    expect(api).not.toHaveProperty('pod')
  })

  it('reads a handler of 0.35 and a spec without a kind of 0.15', () => {
    expect(read(`${REALTIME}handler: {type: python}`, 35).handler?.type).toBe('python')
    expect(read('name: a\nendpoint: b\npredictor: {type: onnx}', 15)).toMatchObject({
      kind: 'RealtimeAPI',
      networking: { endpoint: '/b' },
      predictor: { type: 'onnx' },
    })
  })

  it('keeps the name of a spec that is wrong', () => {
    expect(read('name: My_API\nkind: realtime\npod: 5')).toMatchObject({
      name: 'My_API',
      kind: 'RealtimeAPI',
      pod: { containers: [] },
    })
  })
})

describe('apiKeyOrder', () => {
  it('orders keys as they are documented, from the root of the file', () => {
    expect(apiKeyOrder([0]).slice(0, 2)).toEqual(['name', 'kind'])
    expect(apiKeyOrder([2, 'pod', 'containers', 1]).slice(0, 2)).toEqual(['name', 'image'])
    expect(apiKeyOrder([0, 'apis', 0])).toEqual(['name', 'weight', 'shadow'])
    expect(apiKeyOrder([])).toEqual([])
  })
})
