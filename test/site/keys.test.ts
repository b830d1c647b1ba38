import { describe, expect, it } from '@jest/globals'
import { completeKey, describeAt } from '../../src/site/scene/keys.ts'

/** What is offered where `|` stands. */
function complete(text: string, path: string): readonly string[] {
  const offset = text.indexOf('|')
  const found = completeKey(text.replace('|', ''), offset, path)
  return found?.options.map(({ label }) => label) ?? []
}

const cluster = (text: string) => complete(text, 'cluster.yaml')
const api = (text: string) => complete(text, 'cortex.yaml')

describe('completion', () => {
  it('offers keys of a cluster that are not there yet', () => {
    const offered = cluster('cluster_name: prod\nregion: us-east-1\n|')
    expect(offered).toEqual(expect.arrayContaining(['node_groups', 'nat_gateway']))
    expect(offered).not.toContain('region')
  })

  it.each([
    'node_groups:\n  - name: cpu\n    sp|',
    'node_groups:\n- name: cpu\n  |',
    'node_groups:\n  - |\n    name: cpu\n',
    'node_groups:\n  - name: a\n    spot: true\n  - name: b\n    |\nregion: us-east-1\n',
  ])('offers keys of a node group: %j', (text) => {
    const offered = cluster(text)
    expect(offered).toEqual(expect.arrayContaining(['spot', 'instance_type']))
    expect(offered).not.toContain('node_groups')
    expect(offered).not.toContain('name')
  })

  it('offers keys of a nested map', () => {
    expect(
      cluster('node_groups:\n  - name: a\n    spot: true\n    spot_config:\n      |'),
    ).toContain('max_price')
  })

  it('offers the keys that the kind of an API has', () => {
    const splitter = api('- name: a\n  kind: TrafficSplitter\n  |')
    expect(splitter).toContain('apis')
    expect(splitter).not.toContain('pod')
    expect(
      api('- name: a\n  kind: RealtimeAPI\n  pod:\n    containers:\n      - name: api\n        |'),
    ).toContain('readiness_probe')
  })

  it('offers values', () => {
    expect(cluster('nat_gateway: |')).toEqual(expect.arrayContaining(['none', 'single']))
    expect(cluster('node_groups:\n  - spot: t|')).toEqual(['true', 'false'])
    expect(api('- name: a\n  kind: R|')).toContain('RealtimeAPI')
  })

  it('offers nothing where no key can stand', () => {
    expect(cluster('region: us-east-1 |')).toEqual([])
    expect(cluster('# a comment |')).toEqual([])
    expect(cluster('nothing_of_cortex:\n  |')).toEqual([])
  })
})

describe('a hint', () => {
  const text = 'cluster_name: prod\nregion: us-east-1\nnode_groups:\n  - {name: cpu, spot: true}\n'

  it('describes the key at a place', () => {
    const at = text.indexOf('spot')
    expect(describeAt(text, at + 1, 'cluster.yaml')).toMatchObject({
      from: at,
      to: at + 4,
      path: 'node_groups[].spot',
    })
  })

  it('describes keys of a text that is no YAML yet', () => {
    const broken = 'cluster_name: prod\nnode_groups:\n  - name: cpu\n    spot: true\n   x'
    const hint = describeAt(broken, broken.indexOf('spot') + 1, 'cluster.yaml')
    expect(hint?.path).toBe('node_groups[].spot')
  })

  it('is none on values and on foreign keys', () => {
    expect(describeAt(text, text.indexOf('us-east'), 'cluster.yaml')).toBeUndefined()
    expect(describeAt(`${text}foreign: 1\n`, text.length + 1, 'cluster.yaml')).toBeUndefined()
    expect(describeAt('a: 1\n', 0, 'other.yaml')).toBeUndefined()
  })
})
