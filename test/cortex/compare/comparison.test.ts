import { describe, expect, it } from '@jest/globals'
import { type Comparison, compareWorkspaces } from '../../../src/cortex/compare/comparison.ts'
import { type Located, SUBJECT_KINDS, type Workspace } from '../../../src/cortex/files/subject.ts'
import { readWorkspaces } from '../../../src/cortex/files/workspace.ts'

type Texts = Readonly<Record<string, string>>

function compare(before: Texts, after: Texts, renames: Texts = {}): Comparison {
  const sides = readWorkspaces({
    before: new Map(Object.entries(before)),
    after: new Map(Object.entries(after)),
    renames: new Map(Object.entries(renames)),
  })
  return compareWorkspaces(sides.before, sides.after, new Map(Object.entries(renames)))
}

/** A subject by its file and its names. */
function nameOf({ file, identity, kind }: Located): string {
  return kind === 'file'
    ? file.path
    : `${file.path} ${identity.replace(/^(?:api|cluster)\/|#\d+/g, '')}`
}

/** How everything of a side relates to the other side, leaving out what is kept. */
function relationsOf(comparison: Comparison, side: Workspace): readonly string[] {
  return SUBJECT_KINDS.flatMap<Located>((kind) => side.subjects(kind)).flatMap((subject) => {
    const { fate, other } = comparison.relationOf(subject)
    if (fate === 'kept') return []
    return [`${nameOf(subject)}: ${fate}${other ? ` ${nameOf(other)}` : ''}`]
  })
}

const both = (before: Texts, after: Texts, renames: Texts = {}) => {
  const comparison = compare(before, after, renames)
  return [relationsOf(comparison, comparison.before), relationsOf(comparison, comparison.after)]
}

const group = (name: string, type = 'm5.large') => `{name: ${name}, instance_type: ${type}}`
const cluster = (name: string, groups = group('cpu')) =>
  `cluster_name: ${name}\nregion: us-west-2\nnode_groups: [${groups}]\n`
const api = (name: string, image = name, more = '') =>
  `- {name: ${name}, kind: RealtimeAPI, pod: {containers: [{name: main, image: ${image}}]}${more && `, ${more}`}}\n`
/** APIs that run the same image. */
const copies = (...names: readonly string[]) => ({
  'cortex.yaml': names.map((name) => api(name, 'x')).join(''),
})
const splitter = (name: string, ...targets: readonly string[]) =>
  `- {name: ${name}, kind: TrafficSplitter, apis: [${targets.map((target) => `{name: ${target}, weight: 50}`).join(', ')}]}\n`
const replicas = (count: number) => `autoscaling: {min_replicas: ${count}}`
const legacy = (name: string, path: string) =>
  `- {name: ${name}, kind: RealtimeAPI, predictor: {type: python, path: ${path}, processes_per_replica: 1}}\n`
const pod = (...names: readonly string[]) =>
  `- {name: iris, kind: RealtimeAPI, pod: {containers: [${names.map((name) => `{name: ${name}, image: ${name.slice(0, 1)}}`).join(', ')}]}}\n`

describe('a cluster', () => {
  it('is known by its name and region, whichever file it is in', () => {
    const before = { 'a/cluster.yaml': cluster('shop') }
    const after = { 'a/cluster.yaml': cluster('stage'), 'b/cluster.yaml': cluster('shop') }
    expect(both(before, after)).toEqual([
      [
        'a/cluster.yaml shop: moved b/cluster.yaml shop',
        'a/cluster.yaml shop/nodeGroup/cpu: moved b/cluster.yaml shop/nodeGroup/cpu',
      ],
      [
        'b/cluster.yaml: split a/cluster.yaml',
        'a/cluster.yaml stage: came',
        'b/cluster.yaml shop: moved a/cluster.yaml shop',
        // Of a cluster that comes, nothing in it is told.
        'a/cluster.yaml stage/nodeGroup/cpu: unknown',
        'b/cluster.yaml shop/nodeGroup/cpu: moved a/cluster.yaml shop/nodeGroup/cpu',
      ],
    ])
  })

  it('is the same when files swap what is in them, be it two or three', () => {
    const names = ['dev', 'prod', 'shop']
    const files = (order: readonly number[]) =>
      Object.fromEntries(
        names.map((path, at) => [`${path}.yaml`, cluster(names[order[at] ?? 0] ?? '')]),
      )
    for (const order of [
      [1, 0, 2],
      [1, 2, 0],
    ]) {
      const comparison = compare(files([0, 1, 2]), files(order))
      const fates = comparison.after
        .subjects('cluster')
        .map((each) => [
          each.value.cluster_name,
          comparison.counterpartOf(each)?.value.cluster_name,
        ])
      expect(fates.every(([now, old]) => now === old)).toBe(true)
      expect(comparison.changes.every((change) => change.event === 'modified')).toBe(true)
    }
  })

  it('is renamed in its file, and in another one if it is like it', () => {
    expect(both({ 'a.yaml': cluster('shop') }, { 'a.yaml': cluster('store') })[0]).toEqual([
      'a.yaml shop: renamed a.yaml store',
    ])
    const groups = [group('on-demand'), group('spot', 'm5.xlarge')]
    expect(
      both(
        { 'a.yaml': cluster('shop', groups.join()) },
        { 'b.yaml': cluster('store', groups[1]) },
      )[0],
    ).toEqual([
      'a.yaml: moved b.yaml',
      'a.yaml shop: renamed b.yaml store',
      'a.yaml shop/nodeGroup/on-demand: went',
      'a.yaml shop/nodeGroup/spot: moved b.yaml store/nodeGroup/spot',
    ])
    const other =
      'cluster_name: store\nregion: eu-west-1\nnode_groups: [{name: gpu, instance_type: p3.2xlarge}]'
    expect(both({ 'a.yaml': cluster('shop') }, { 'b.yaml': other })[0]).toEqual([
      'a.yaml: went',
      'a.yaml shop: went',
      'a.yaml shop/nodeGroup/cpu: unknown',
    ])
  })

  it('in a second file is no new one', () => {
    const before = { 'prod/cluster.yaml': cluster('shop') }
    const after = { ...before, 'dev/cluster.yaml': cluster('shop', group('gpu', 'g4dn.xlarge')) }
    expect(both(before, after)[1]).toEqual([
      'dev/cluster.yaml: split prod/cluster.yaml',
      'dev/cluster.yaml shop: split prod/cluster.yaml shop',
      'dev/cluster.yaml shop/nodeGroup/gpu: unknown',
    ])
  })

  it('of a template is that of its file', () => {
    const template = cluster('${NAME}')
    const files = { 'dev/cluster.yaml': template, 'prod/cluster.yaml': template }
    expect(both(files, { 'prod/cluster.yaml': template })[0]).toContain(
      'dev/cluster.yaml ${NAME}: went',
    )
  })

  it('keeps its node groups by name, and tells renamed ones by their type', () => {
    const before = cluster('shop', [group('a'), group('b', 'm5.xlarge'), group('c')].join())
    const after = cluster('shop', [group('b', 'm5.xlarge'), group('d')].join())
    expect(both({ 'a.yaml': before }, { 'a.yaml': after })).toEqual([
      ['a.yaml shop/nodeGroup/a: renamed a.yaml shop/nodeGroup/d', 'a.yaml shop/nodeGroup/c: went'],
      ['a.yaml shop/nodeGroup/d: renamed a.yaml shop/nodeGroup/a'],
    ])
  })
})

describe('an API', () => {
  const clusters = { 'a/cluster.yaml': cluster('shop'), 'b/cluster.yaml': cluster('stage') }

  it('is another one where its file goes to the folder of another cluster', () => {
    const around = { 'p/cluster.yaml': cluster('shop'), 'q/cluster.yaml': cluster('stage') }
    const renames = { 'q/cortex.yaml': 'p/cortex.yaml' }
    const move = (name: string) =>
      both(
        { ...around, 'p/cortex.yaml': api('iris', 'x') },
        { ...around, 'q/cortex.yaml': api(name, 'x') },
        renames,
      )
    expect(move('iris')[0]).toContain('p/cortex.yaml iris: went')
    expect(move('iris')[1]).toContain('q/cortex.yaml iris: came')
    expect(move('rose')[1]).toContain('q/cortex.yaml rose: came')
  })

  it('is told from others of its image by the likest name where all are renamed', () => {
    expect(both(copies('one', 'two'), copies('two-b', 'one-b'))[0]).toEqual([
      'cortex.yaml one: renamed cortex.yaml one-b',
      'cortex.yaml two: renamed cortex.yaml two-b',
    ])
    expect(both(copies('one', 'two'), copies('three'))[1]).toContain('cortex.yaml three: came')
  })

  it('is known by its name and cluster', () => {
    const before = { ...clusters, 'a/x.yaml': api('iris'), 'b/x.yaml': api('rose') }
    const after = { ...clusters, 'a/y.yaml': api('iris'), 'b/x.yaml': api('rose') + api('iris') }
    expect(both(before, after)).toEqual([
      [
        'a/x.yaml: moved a/y.yaml',
        'a/x.yaml iris: moved a/y.yaml iris',
        'a/x.yaml iris/container/main: moved a/y.yaml iris/container/main',
      ],
      [
        'a/y.yaml: moved a/x.yaml',
        'a/y.yaml iris: moved a/x.yaml iris',
        'b/x.yaml iris: came',
        'a/y.yaml iris/container/main: moved a/x.yaml iris/container/main',
        'b/x.yaml iris/container/main: unknown',
      ],
    ])
  })

  it('of several files of one cluster goes from one without being gone', () => {
    const before = { ...clusters, 'a/x.yaml': api('iris') + api('rose'), 'a/y.yaml': api('iris') }
    const after = { ...clusters, 'a/x.yaml': api('rose'), 'a/y.yaml': api('iris') }
    expect(both(before, after)[0]).toEqual([
      'a/x.yaml iris: merged a/y.yaml iris',
      'a/x.yaml iris/container/main: unknown',
    ])
  })

  it('of several of one name in a file is the closest', () => {
    const two = api('iris', 'one', replicas(2)) + api('iris', 'two', replicas(3))
    const after = api('rose', 'three') + api('iris', 'two', replicas(4))
    expect(both({ 'a.yaml': two }, { 'a.yaml': after })).toEqual([
      ['a.yaml iris: merged a.yaml iris', 'a.yaml iris/container/main: unknown'],
      ['a.yaml rose: came', 'a.yaml rose/container/main: unknown'],
    ])
  })

  it('is renamed if it runs the same, and of several the closest', () => {
    const before = api('iris', 'x', replicas(2)) + api('rose', 'x', replicas(9))
    const after = api('lily', 'x', replicas(9)) + api('fern', 'x', replicas(2))
    expect(both({ 'a.yaml': before }, { 'a.yaml': after })[0]).toEqual([
      'a.yaml iris: renamed a.yaml fern',
      'a.yaml rose: renamed a.yaml lily',
    ])
    expect(both({ 'a.yaml': api('iris') }, { 'a.yaml': api('rose') })[0]).toContain(
      'a.yaml iris: went',
    )
    const twins = api('lily', 'iris') + api('fern', 'iris')
    expect(both({ 'a.yaml': api('iris') }, { 'a.yaml': twins })[0]).toContain('a.yaml iris: went')
  })

  it('is renamed in another file of its cluster', () => {
    const before = { ...clusters, 'a/x.yaml': api('iris') }
    expect(both(before, { ...clusters, 'a/y.yaml': api('rose', 'iris') })[0]).toEqual([
      'a/x.yaml: moved a/y.yaml',
      'a/x.yaml iris: renamed a/y.yaml rose',
      'a/x.yaml iris/container/main: moved a/y.yaml rose/container/main',
    ])
    expect(both(before, { ...clusters, 'b/y.yaml': api('rose', 'iris') })[0]).toContain(
      'a/x.yaml iris: went',
    )
  })

  it('of an old version is renamed by its code', () => {
    expect(
      both({ 'a.yaml': legacy('iris', 'a.py') }, { 'a.yaml': legacy('rose', 'a.py') })[0],
    ).toEqual(['a.yaml iris: renamed a.yaml rose'])
    expect(
      both({ 'a.yaml': legacy('iris', 'a.py') }, { 'a.yaml': legacy('rose', 'b.py') })[0],
    ).toEqual(['a.yaml iris: went'])
  })

  it('that splits traffic is renamed by its targets, under whatever names', () => {
    const targets = api('one') + api('two')
    const renamed = api('uno', 'one') + api('due', 'two')
    const before = { 'a.yaml': targets + splitter('all', 'one', 'two') }
    for (const list of [
      ['one', 'two'],
      ['due', 'uno'],
      ['uno', 'due', 'tre'],
    ]) {
      const after = { 'a.yaml': renamed + splitter('every', ...list) }
      expect(both(before, after)[0]).toContain('a.yaml all: renamed a.yaml every')
    }
    const other = { 'a.yaml': renamed + splitter('every', 'tre', 'quattro') }
    expect(both(before, other)[0]).toContain('a.yaml all: went')
  })

  it('keeps its containers by name, then by image', () => {
    expect(both({ 'a.yaml': pod('api', 'log') }, { 'a.yaml': pod('log', 'app') })[0]).toEqual([
      'a.yaml iris/container/api: renamed a.yaml iris/container/app',
    ])
    expect(both({ 'a.yaml': pod('api', 'log') }, { 'a.yaml': pod('log', 'web') })[0]).toEqual([
      'a.yaml iris/container/api: went',
    ])
  })
})

describe('a file', () => {
  const [iris, rose] = [api('iris'), api('rose')]

  it.each<[string, Texts, Texts, string[], string[]]>([
    [
      'moved',
      { 'a.yaml': iris },
      { 'a.yml': iris },
      ['a.yaml: moved a.yml'],
      ['a.yml: moved a.yaml'],
    ],
    [
      'merged',
      { 'a.yaml': iris, 'b.yaml': rose },
      { 'c.yaml': iris + rose },
      ['a.yaml: merged c.yaml', 'b.yaml: merged c.yaml'],
      ['c.yaml: merged'],
    ],
    [
      'merged into one that was there',
      { 'a.yaml': iris, 'b.yaml': rose },
      { 'b.yaml': iris + rose },
      ['a.yaml: merged b.yaml'],
      [],
    ],
    [
      'split',
      { 'c.yaml': iris + rose },
      { 'a.yaml': iris, 'b.yaml': rose },
      ['c.yaml: split'],
      ['a.yaml: split c.yaml', 'b.yaml: split c.yaml'],
    ],
    [
      'split from one that stays',
      { 'b.yaml': iris + rose },
      { 'a.yaml': iris, 'b.yaml': rose },
      [],
      ['a.yaml: split b.yaml'],
    ],
    ['gone', { 'a.yaml': iris, 'b.yaml': rose }, { 'b.yaml': rose }, ['a.yaml: went'], []],
  ])('is %s', (_, before, after, gone, come) => {
    const comparison = compare(before, after)
    const files = (side: Workspace) =>
      relationsOf(comparison, side).filter(
        (line) => !line.includes('.yaml ') || /^\S+: /.test(line),
      )
    expect([files(comparison.before), files(comparison.after)]).toEqual([gone, come])
  })

  it('that cannot be read on one side is the same one, and nothing of it is known', () => {
    expect(both({ 'a.yaml': iris }, { 'a.yaml': `${iris}: [` })[0]).toEqual([
      'a.yaml iris: unknown',
      'a.yaml iris/container/main: unknown',
    ])
  })
})
