import { describe, expect, it } from '@jest/globals'
import { toJson } from '../../../src/report/formats/json.ts'
import { renderSummary } from '../../../src/report/summary/summary.ts'
import type { Review } from '../../../src/review/review.ts'
import { reviewSides } from '../../cases.ts'

type Files = Readonly<Record<string, string>>

function reviewOf(before: Files, after: Files): Review {
  return reviewSides(new Map(Object.entries(before)), new Map(Object.entries(after)), [])
}

/** What deploying does: name, action, and whether pods are replaced. */
function deploy(before: Files, after: Files): readonly string[] {
  return reviewOf(before, after).updates.apis.map(({ name, action, podsReplaced }) =>
    [name, action, ...(podsReplaced === null ? [] : [podsReplaced])].join(' '),
  )
}

function api(name: string, keys = '', tag = '1.0'): string {
  const image = `registry.example.com/${name}:${tag}`
  return `- name: ${name}\n  kind: RealtimeAPI\n  pod: {containers: [{name: main, image: '${image}'}]}\n${keys}`
}

const OLDER = '- name: a\n  kind: RealtimeAPI\n  handler: {type: python, path: a.py}\n'

describe('what deploying would do', () => {
  it('names what happens to each API, but to those that stay as they are', () => {
    const before = { 'cortex.yaml': `${api('a')}${api('b')}${api('c')}${api('d')}${api('e')}` }
    const scaled = api('b', '  autoscaling: {max_replicas: 5}\n')
    const after = `${api('a', '', '2.0')}${scaled}${api('c')}${api('f')}`
    const async = api('e').replace('Realtime', 'Async')
    expect(deploy(before, { 'cortex.yaml': after + async })).toEqual([
      'a update true',
      'b update false',
      'f create',
      'e refused',
      'd absent false',
    ])
  })

  it('follows an API to another file, and knows that one of its name in another is the same', () => {
    const before = { 'a.yaml': api('a'), 'b.yaml': api('b'), 'c.yaml': api('b') }
    const after = { 'a.yaml': api('new'), 'd.yaml': api('a', '', '2'), 'b.yaml': api('b', '', '2') }
    expect(deploy(before, after)).toEqual(['new create', 'b update true', 'a update true'])
  })

  it('does not follow an API to the file of another cluster', () => {
    const clusters = {
      'prod/cluster.yaml': 'cluster_name: prod\nregion: us-west-2\n',
      'dev/cluster.yaml': 'cluster_name: dev\nregion: us-west-2\n',
    }
    const before = { ...clusters, 'prod/cortex.yaml': `${api('a')}${api('b')}` }
    const move = (path: string) =>
      deploy(before, { ...clusters, 'prod/cortex.yaml': api('b'), [path]: api('a') })
    expect(move('dev/cortex.yaml')).toEqual(['a create', 'a absent false'])
    expect(move('prod/a/cortex.yaml')).toEqual([])
  })

  it('deploys nothing of a file that Cortex refuses', () => {
    const wrong = api('a', '  autoscaling: {min_replicas: 200}\n')
    const before = { 'a.yaml': `${api('a')}${api('b')}`, 'c.yaml': api('c') }
    const after = { 'a.yaml': wrong, 'c.yaml': '- name: c\n  kind: [' }
    expect(deploy(before, after)).toEqual(['a refused'])
    expect(deploy({ 'a.yaml': wrong }, { 'a.yaml': api('a') })).toEqual([])
  })

  it('is silent on the form of an older version', () => {
    expect(deploy({ 'a.yaml': api('a') }, { 'a.yaml': OLDER })).toEqual([])
    expect(deploy({ 'a.yaml': OLDER }, { 'a.yaml': api('a') })).toEqual(['a create'])
  })

  it.each([
    ['', [1, 1, 1]],
    ['autoscaling: {min_replicas: 10}', [10, 8, 2]],
    ['autoscaling: {min_replicas: 0}', [1, 1, 1]],
    ['update_strategy: {max_surge: 0, max_unavailable: 1}', [1, 0, 1]],
    ['update_strategy: {max_surge: 0, max_unavailable: 25%}', [1, 0, 1]],
    ['update_strategy: {max_surge: 1, max_unavailable: 100%}', [1, 0, 1]],
    [
      'autoscaling: {min_replicas: 4}\n  update_strategy: {max_surge: 0, max_unavailable: 1}',
      [4, 3, 4],
    ],
  ])('counts the replicas that stay ready with %j', (keys, [replicas, leastReady, rounds]) => {
    const written = keys === '' ? '' : `  ${keys}\n`
    const { updates } = reviewOf(
      { 'a.yaml': api('a', written) },
      { 'a.yaml': api('a', written, '2') },
    )
    expect(updates.apis).toMatchObject([{ capacity: { replicas, leastReady, rounds } }])
  })
})

const CLUSTER = `cluster_name: prod
region: us-east-1
node_groups: [{name: cpu, instance_type: m5.large}]
`

/** What configuring does to the cluster of each file. */
function configure(before: Files, after: Files): readonly string[] {
  return reviewOf(before, after).updates.clusters.map(({ path, plan }) =>
    [
      path,
      ...plan.groupsToAdd.map((name) => `+${name}`),
      ...plan.groupsToRemove.map((name) => `-${name}`),
      ...plan.groupsToUpdate.map(({ name }) => `~${name}`),
      ...plan.refusals.map((refusal) => `!${refusal.path.join('.')}`),
      ...(plan.instancesOverLimit > 0 ? [`over ${plan.instancesOverLimit}`] : []),
    ].join(' '),
  )
}

describe('what configuring would do', () => {
  it.each([
    ['cpu, instance_type: m5.large, max_instances: 9', '~cpu'],
    ['cpu, instance_type: m5.large}, {name: gpu, instance_type: p3.2xlarge', '+gpu'],
    ['gpu, instance_type: p3.2xlarge', '+gpu -cpu'],
    ['cpu, instance_type: m5.large, min_instances: 150, max_instances: 150', '~cpu over 49'],
    [
      'cpu, instance_type: m5.large}, {name: b, instance_type: m5.large, min_instances: 150, max_instances: 150',
      '+b over 50',
    ],
  ])('knows of changes in groups alone: %s', (groups, plan) => {
    const after = CLUSTER.replace('cpu, instance_type: m5.large', groups)
    expect(configure({ 'cluster.yaml': CLUSTER }, { 'cluster.yaml': after })).toEqual([
      `cluster.yaml ${plan}`,
    ])
  })

  it('tells the clusters of several files apart, and follows one that moves', () => {
    const other = CLUSTER.replace('prod', 'dev')
    const changed = CLUSTER.replace('large', 'large, max_instances: 9')
    const before = { 'dev/cluster.yaml': other, 'prod/cluster.yaml': CLUSTER }
    expect(configure(before, { 'dev/cluster.yaml': other, 'prod/cluster.yaml': changed })).toEqual([
      'prod/cluster.yaml ~cpu',
    ])
    expect(configure(before, { 'dev/cluster.yaml': other, 'live/cluster.yaml': changed })).toEqual([
      'live/cluster.yaml ~cpu',
    ])
  })

  it('tells what a second file for a cluster would do to it', () => {
    const before = { 'prod/cluster.yaml': CLUSTER }
    const changed = CLUSTER.replace('large', 'large, max_instances: 9')
    expect(configure(before, { ...before, 'copy/cluster.yaml': changed })).toEqual([
      'copy/cluster.yaml ~cpu',
    ])
  })
})

function withGroups(...list: readonly string[]): string {
  const items = list.map((group) => `- {${group}, instance_type: m5.large}\n`)
  return `cluster_name: prod\nregion: us-east-1\nnode_groups:\n${items.join('')}`
}

describe('node groups that change along', () => {
  const cpu = 'name: cpu'
  const spot = 'name: spot, spot: true'
  const old = withGroups(cpu, spot)
  const scaled = '  autoscaling: {max_replicas: 5}\n'

  /** What deploying more replicas, or other keys, does to an API while its cluster changes, too. */
  function deployWith(after: string, keys = '', extra: Files = {}): readonly string[] {
    return deploy(
      { 'cluster.yaml': old, 'cortex.yaml': api('a', keys), ...extra },
      { 'cluster.yaml': after, 'cortex.yaml': api('a', keys + scaled), ...extra },
    )
  }

  it.each([
    ['one comes', withGroups(cpu, spot, 'name: gpu')],
    ['one goes', withGroups(cpu)],
    ['one has another name', withGroups(cpu, 'name: spots, spot: true')],
    ['one has another priority', withGroups(cpu, `${spot}, priority: 9`)],
    ['their order changes with something else', withGroups(`${spot}, max_instances: 9`, cpu)],
  ])('lets an update replace pods where %s', (_, after) => {
    expect(deployWith(after)).toEqual(['a update true'])
  })

  it.each([
    ['only sizes change', withGroups(cpu, `${spot}, max_instances: 9`)],
    ['only their order changes, which is no update', withGroups(spot, cpu)],
    ['nothing changes', old],
    ['the update is refused', `${withGroups(cpu)}vpc_cidr: 10.0.0.0/16\n`],
    [
      'too many instances are added',
      withGroups(cpu, 'name: x, min_instances: 200, max_instances: 200'),
    ],
    ['the file is refused', withGroups(cpu, 'name: -')],
    ['it is another cluster', withGroups(cpu).replace('prod', 'live')],
  ])('leaves pods alone where %s', (_, after) => {
    expect(deployWith(after)).toEqual(['a update false'])
  })

  it('matter only to APIs that may run on them', () => {
    const after = withGroups(cpu, `${spot}, priority: 9`)
    expect(deployWith(after, '  node_groups: [spot]\n')).toEqual(['a update true'])
    expect(deployWith(after, '  node_groups: [cpu]\n')).toEqual(['a update false'])
  })

  it('do nothing to an API that is up to date, nor to jobs', () => {
    const task =
      "- {name: t, kind: TaskAPI, pod: {containers: [{name: m, image: 't:1', command: [t]}]}}\n"
    const before = { 'cluster.yaml': old, 'cortex.yaml': api('a') + task }
    const after = {
      'cluster.yaml': withGroups(cpu),
      'cortex.yaml': api('a') + task.replace('t:1', 't:2'),
    }
    expect(deploy(before, after)).toEqual(['t update'])
  })

  it('are not known where two clusters may be meant', () => {
    const extra = { 'cluster-dev.yaml': old.replace('prod', 'dev') }
    expect(deployWith(withGroups(cpu), '', extra)).toEqual(['a update false'])
  })

  it('are named as the reason', () => {
    const judged = reviewOf(
      { 'cluster.yaml': old, 'cortex.yaml': api('a') },
      { 'cluster.yaml': withGroups(cpu), 'cortex.yaml': api('a', scaled) },
    )
    const placement = { inline: [], onFiles: [], summaryOnly: [] }
    expect(renderSummary(judged, placement, { failOn: 'error', docsUrl: 'https://d' })).toContain(
      '| `a` | `autoscaling` | rolling update of all pods, after the node groups are updated | at least 1 of 1 replica ready, 1 batch |',
    )
    const report = toJson(judged, { failOn: 'error', version: '1.0.0', docsUrl: 'https://d' })
    expect(report.updates.apis).toMatchObject([{ 'pods-replaced': true, 'by-node-groups': true }])
  })
})

describe('the updates of a review', () => {
  const changed = reviewOf(
    { 'cluster.yaml': CLUSTER, 'cortex.yaml': api('a') },
    {
      'cluster.yaml': `${CLUSTER.replace('large', 'large, max_instances: 9')}vpc_cidr: 10.0.0.0/16\n`,
      'cortex.yaml': api('a', '  autoscaling: {min_replicas: 200}\n'),
    },
  )

  it('are tables of the summary', () => {
    const placement = { inline: [], onFiles: [], summaryOnly: [] }
    const text = renderSummary(changed, placement, { failOn: 'error', docsUrl: 'https://d' })
    expect(text).toContain('| ⛔ rejected | `vpc_cidr`: not set → `10.0.0.0/16` |')
    expect(text).toContain('One rejected key blocks the whole file: nothing is applied.')
    expect(text).toContain('| `a` | ⛔ not deployed: Cortex rejects the file |')
  })

  it('are data of the report', () => {
    const { updates } = reviewOf({ 'a.yaml': api('a') }, { 'a.yaml': api('a', '', '2') })
    const options = { failOn: 'error', version: '1.0.0', docsUrl: 'https://d' } as const
    expect(toJson({ ...changed, updates }, options).updates.apis).toEqual([
      {
        path: 'a.yaml',
        name: 'a',
        kind: 'RealtimeAPI',
        action: 'update',
        'pods-replaced': true,
        changed: ['pod'],
        capacity: { replicas: 1, 'least-ready': 1, rounds: 1 },
      },
    ])
  })

  it('say where a rolling update cannot end, as the findings do', () => {
    const cluster = `${CLUSTER.split('node_groups')[0]}node_groups:\n  - {name: gpu, instance_type: g4dn.xlarge, max_instances: 1}\n`
    const old =
      "- {name: a, kind: RealtimeAPI, pod: {containers: [{name: m, image: 'm:1', compute: {gpu: 1, mem: 8G}}]}}\n"
    const stuck = reviewOf(
      { 'cluster.yaml': cluster, 'cortex.yaml': old },
      { 'cluster.yaml': cluster, 'cortex.yaml': old.replace('m:1', 'm:2') },
    )
    const options = { failOn: 'error', version: '1.0.0', docsUrl: 'https://d' } as const
    expect(toJson(stuck, options).updates.apis).toMatchObject([{ capacity: { stuck: true } }])
    const placement = { inline: [], onFiles: [], summaryOnly: [] }
    expect(renderSummary(stuck, placement, options)).toContain(
      'at least 1 of 1 replica ready, ⛔ never ends: no node for a new pod',
    )
  })

  it('are none of an audit', () => {
    expect(reviewOf({}, { 'cortex.yaml': api('a') }).updates).toEqual({ clusters: [], apis: [] })
  })
})
