import { describe, expect, it } from '@jest/globals'
import { type Change, judge, spell } from './judge.ts'
import type { Tree } from './spellings.ts'

const HEADLINE = [
  'api-load-balancer-public',
  'api-white-list-widened',
  'operator-load-balancer-public',
  'operator-white-list-widened',
  'nodes-made-public',
  'nat-gateway-removed',
  'nat-gateway-redundancy-removed',
]

const OFFICE = '198.51.100.0/24'
const CLOSED: Tree = {
  cluster_name: 'iris',
  region: 'us-west-2',
  subnet_visibility: 'private',
  nat_gateway: 'single',
  api_load_balancer_scheme: 'internal',
  operator_load_balancer_scheme: 'internal',
  node_groups: [{ name: 'cpu', instance_type: 'm5.large' }],
}

function without(tree: Tree, ...keys: readonly string[]): Tree {
  return Object.fromEntries(Object.entries(tree).filter(([key]) => !keys.includes(key)))
}

const changes = [
  ...loadBalancer('api', { small: 'info', medium: 'warning', inside: 'warning', fresh: 'warning' }),
  ...loadBalancer('operator', {
    small: 'warning',
    medium: 'error',
    inside: 'error',
    fresh: 'error',
  }),
  ...nodes(),
  ...gateways(),
]

interface Grades {
  readonly small: string
  readonly medium: string
  /** Everybody, but behind an internal load balancer. */
  readonly inside: string
  /** A new cluster that is open. */
  readonly fresh: string
}

function loadBalancer(of: string, { small, medium, inside, fresh }: Grades): readonly Change[] {
  const scheme = `${of}_load_balancer_scheme`
  const list = `${of}_load_balancer_cidr_white_list`
  const made = (severity: string) => `${of}-load-balancer-public ${severity}`
  const widened = (severity: string) => `${of}-white-list-widened ${severity}`
  const open = (cidrs?: readonly string[]): Tree => ({
    ...CLOSED,
    [scheme]: 'internet-facing',
    ...(cidrs && { [list]: cidrs }),
  })
  const listed = (title: string, cidrs: readonly string[], said?: string, was = [OFFICE]) => {
    return { title: `${of}: ${title}`, before: open(was), after: open(cidrs), said }
  }
  const fromInside = (title: string, after: Tree, said?: string): Change => {
    return { title: `${of}: ${title}`, before: CLOSED, after, said }
  }

  return [
    fromInside('the scheme is opened', open(), made('error')),
    fromInside('the scheme is deleted', without(CLOSED, scheme), made('error')),
    fromInside('the scheme is opened behind a list', open([OFFICE]), made('error')),
    {
      title: `${of}: scheme and list go`,
      before: { ...CLOSED, [list]: [OFFICE] },
      after: without(CLOSED, scheme),
      said: made('error'),
    },
    {
      title: `${of}: scheme and list are opened by value`,
      before: { ...CLOSED, [list]: [OFFICE] },
      after: open(['0.0.0.0/0']),
      said: made('error'),
    },
    fromInside('nothing changes', CLOSED),
    fromInside('everybody is written out', { ...CLOSED, [list]: ['0.0.0.0/0'] }),
    { title: `${of}: it closes`, before: open(), after: CLOSED, said: undefined },

    listed('everybody', ['0.0.0.0/0'], widened('error')),
    listed('everybody besides', [OFFICE, '0.0.0.0/0'], widened('error')),
    listed('two halves', ['0.0.0.0/1', '128.0.0.0/1'], widened('error')),
    listed('three parts', ['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/1'], widened('error')),
    listed('host bits hide everybody', ['10.1.2.3/0'], widened('error')),
    listed('all of IPv6', [OFFICE, '::/0'], widened('error')),
    listed('all of IPv6 in halves', [OFFICE, '::/1', '8000::/1'], widened('error')),
    listed('half of the internet', [OFFICE, '128.0.0.0/1'], widened('error')),
    listed('a whole network', [OFFICE, '203.0.0.0/16'], widened('error')),
    listed('a network of IPv6', [OFFICE, '2001:db8::/64'], widened('error')),
    listed('some hundred addresses', [OFFICE, '203.0.113.0/24'], widened(medium)),
    listed('the block grows', ['198.51.100.0/23'], widened(medium)),
    listed('a hundred addresses', [OFFICE, '203.0.113.0/25'], widened(small)),
    listed('one address', [OFFICE, '203.0.113.7/32'], widened(small)),
    listed('one address for another', ['203.0.113.7/32'], widened(small), ['203.0.113.9/32']),
    {
      title: `${of}: the list is deleted`,
      before: open([OFFICE]),
      after: open(),
      said: widened('error'),
    },
    {
      title: `${of}: everybody inside`,
      before: { ...CLOSED, [list]: ['10.7.0.0/24'] },
      after: { ...CLOSED, [list]: ['0.0.0.0/0'] },
      said: widened(inside),
    },
    {
      title: `${of}: the list is deleted inside`,
      before: { ...CLOSED, [list]: ['10.7.0.0/24'] },
      after: CLOSED,
      said: widened(inside),
    },
    listed('IPv6 where everybody was', ['0.0.0.0/0', '::/0'], widened(small), ['0.0.0.0/0']),

    listed('split', ['198.51.100.0/25', '198.51.100.128/25']),
    listed('merged', [OFFICE], undefined, ['198.51.100.128/25', '198.51.100.0/25']),
    listed('other host bits', ['198.51.100.77/24']),
    listed('said twice', [OFFICE, OFFICE]),
    listed('said in part as well', [OFFICE, '198.51.100.64/26']),
    listed('another order', [OFFICE, '203.0.113.7/32'], undefined, ['203.0.113.7/32', OFFICE]),
    listed('narrower', ['198.51.100.0/25']),
    listed('IPv6 in another form', ['2001:0DB8:0:0::/32'], undefined, ['2001:db8::1/32']),
    listed('IPv6 split', ['2001:db8::/33', '2001:db8:8000::/33'], undefined, ['2001:db8::/32']),
    listed('everybody in halves, as before', ['0.0.0.0/1', '128.0.0.0/1'], undefined, [
      '0.0.0.0/0',
    ]),
    { title: `${of}: the default`, before: open(), after: open(['0.0.0.0/0']), said: undefined },
    { title: `${of}: a list at last`, before: open(), after: open([OFFICE]), said: undefined },

    { title: `${of}: a new cluster`, after: without(CLOSED, scheme), said: made(fresh) },
    { title: `${of}: a new cluster says so`, after: open(['0.0.0.0/0']), said: made(fresh) },
    {
      title: `${of}: a new cluster in halves`,
      after: open(['128.0.0.0/1', '0.0.0.0/1']),
      said: made(fresh),
    },
    { title: `${of}: a new cluster with a list`, after: open([OFFICE]), said: undefined },
    { title: `${of}: a new cluster inside`, after: CLOSED, said: undefined },
  ]
}

function nodes(): readonly Change[] {
  const publicly: Tree = { ...without(CLOSED, 'nat_gateway'), subnet_visibility: 'public' }
  const bare = without(CLOSED, 'subnet_visibility', 'nat_gateway')
  const subnets = [
    { availability_zone: 'us-west-2a', subnet_id: 'subnet-060f3961c876872ae' },
    { availability_zone: 'us-west-2b', subnet_id: 'subnet-0faed05adf6042ab7' },
  ]
  return [
    {
      title: 'nodes: public subnets',
      before: CLOSED,
      after: { ...CLOSED, subnet_visibility: 'public' },
      said: 'nodes-made-public error',
    },
    {
      title: 'nodes: the key is deleted',
      before: CLOSED,
      after: without(CLOSED, 'subnet_visibility'),
      said: 'nodes-made-public error',
    },
    {
      title: 'nodes: visibility and gateway go',
      before: CLOSED,
      after: bare,
      said: 'nodes-made-public error',
    },
    { title: 'nodes: a new cluster', after: bare, said: 'nodes-made-public warning' },
    { title: 'nodes: a new cluster says so', after: publicly, said: 'nodes-made-public warning' },
    { title: 'nodes: given subnets', after: { ...bare, subnets }, said: undefined },
    { title: 'nodes: the default is said', before: bare, after: publicly, said: undefined },
    { title: 'nodes: they become private', before: bare, after: CLOSED, said: undefined },
  ]
}

function gateways(): readonly Change[] {
  const high: Tree = { ...CLOSED, nat_gateway: 'highly_available' }
  const subnets = [
    { availability_zone: 'us-west-2a', subnet_id: 'subnet-060f3961c876872ae' },
    { availability_zone: 'us-west-2b', subnet_id: 'subnet-0faed05adf6042ab7' },
  ]
  const given: Tree = { ...without(CLOSED, 'nat_gateway'), subnets }
  // Milder by itself, but on the same line a running cluster refuses all of the file.
  const removed = 'nat-gateway-removed error'
  const single = 'nat-gateway-redundancy-removed error'
  return [
    { title: 'gateway: subnets of one’s own', before: CLOSED, after: given, said: removed },
    {
      title: 'gateway: subnets of one’s own, and it says so',
      before: high,
      after: { ...given, nat_gateway: 'none' },
      said: removed,
    },
    { title: 'gateway: one instead of many', before: high, after: CLOSED, said: single },
    {
      title: 'gateway: the key is deleted',
      before: high,
      after: without(CLOSED, 'nat_gateway'),
      said: single,
    },
    {
      title: 'gateway: the default is left out',
      before: CLOSED,
      after: without(CLOSED, 'nat_gateway'),
      said: undefined,
    },
    { title: 'gateway: many instead of one', before: CLOSED, after: high, said: undefined },
  ]
}

describe.each(changes)('$title', (change) => {
  it.each(spell(change))('%s', (_, before, after) => {
    const said = change.said === undefined ? [] : [change.said]
    expect(judge({ path: 'cluster.yaml', headline: HEADLINE }, before, after)).toEqual(said)
  })
})

/** What Cortex refuses closes no door, and is said as that. */
describe.each([
  ['an empty list', 'api_load_balancer_cidr_white_list', []],
  ['a list that is null', 'operator_load_balancer_cidr_white_list', null],
  ['a bare address', 'api_load_balancer_cidr_white_list', ['198.51.100.7']],
  ['a scheme that is null', 'api_load_balancer_scheme', null],
  ['no gateway', 'nat_gateway', 'none'],
])('%s', (_, key, value) => {
  const before: Tree = {
    ...CLOSED,
    api_load_balancer_cidr_white_list: [OFFICE],
    operator_load_balancer_cidr_white_list: [OFFICE],
  }
  it.each(spell({ title: '', before, after: { ...before, [key]: value }, said: '' }))(
    '%s',
    (__, old, now) => {
      expect(
        judge({ path: 'cluster.yaml', headline: ['config-refused', ...HEADLINE] }, old, now),
      ).toEqual(['config-refused error'])
    },
  )
})
