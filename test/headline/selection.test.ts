import { describe, expect, it } from '@jest/globals'
import { type Change, judge, spell } from './judge.ts'
import type { Tree } from './spellings.ts'

const HEADLINE = ['node-groups-narrowed']

const CLUSTER = `
cluster_name: iris
region: us-west-2
node_groups:
  - {name: main, instance_type: m5.large, spot: true, max_instances: 20, priority: 100}
  - {name: spare, instance_type: m5.large, min_instances: 0, max_instances: 20, priority: 1}
  - {name: mixed, instance_type: m5.large, spot: true, spot_config: {on_demand_base_capacity: 1}}
  - {name: more, instance_type: m5a.large, spot: true}
`

const api = (node_groups?: readonly string[] | null, kind = 'RealtimeAPI'): Tree => ({
  name: 'iris',
  kind,
  ...(node_groups !== undefined && { node_groups }),
  pod: {
    containers: [
      {
        name: 'api',
        image: '123456789012.dkr.ecr.us-west-2.amazonaws.com/iris:1.2',
        compute: { cpu: 1, mem: '1Gi' },
        ...(kind === 'BatchAPI' && { command: ['score'] }),
      },
    ],
  },
})

const narrowed = 'node-groups-narrowed error'

function to(title: string, before: Tree, after: Tree, said?: string): Change {
  return { title, before, after, said }
}

const changes: readonly Change[] = [
  to('the on-demand group is left out', api(['main', 'spare']), api(['main']), narrowed),
  to('the mixed group is left out', api(['main', 'mixed']), api(['main']), narrowed),
  to('spot groups take its place', api(['spare']), api(['main', 'more']), narrowed),
  to('a first list has spot groups only', api(), api(['main']), narrowed),
  to('a list takes the place of null', api(null), api(['more']), narrowed),
  to('an Async API', api(undefined, 'AsyncAPI'), api(['main'], 'AsyncAPI'), narrowed),
  to(
    'a job, which can wait',
    api(['main', 'spare'], 'BatchAPI'),
    api(['main'], 'BatchAPI'),
    'node-groups-narrowed warning',
  ),
  to(
    'another on-demand group stays',
    api(['main', 'spare', 'mixed']),
    api(['main', 'spare']),
    'node-groups-narrowed info',
  ),

  to('another order', api(['main', 'spare']), api(['spare', 'main'])),
  to('the list goes', api(['main']), api()),
  to('null instead of none', api(), api(null)),
  to('all are listed', api(), api(['main', 'spare', 'mixed', 'more'])),
  to('one is added', api(['main']), api(['main', 'spare'])),
]

describe.each(changes)('$title', (change) => {
  const { before, after } = change
  const listed = { ...change, ...(before && { before: [before] }), after: [after] }

  it.each(spell(listed))('%s', (_, old, now) => {
    const others = new Map([['cluster.yaml', CLUSTER]])
    const said = change.said === undefined ? [] : [change.said]
    expect(judge({ path: 'cortex.yaml', headline: HEADLINE, others }, old, now)).toEqual(said)
  })
})
