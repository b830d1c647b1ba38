import { describe, expect, it } from '@jest/globals'
import { applyEdits } from '../../../src/text/text.ts'
import { parseDocument } from '../../../src/yaml/document.ts'
import { EditError, resolveEdits, resolveSharedEdits } from '../../../src/yaml/edit/edit.ts'
import type { Edit } from '../../../src/yaml/edit/edits.ts'

const ORDER: Readonly<Record<string, readonly string[]>> = {
  '': ['cluster_name', 'region', 'node_groups', 'tags', 'vpc_cidr'],
  node_groups: ['name', 'instance_type', 'spot', 'spot_config'],
}

function order(path: readonly (string | number)[]): readonly string[] {
  return ORDER[path[0] ?? ''] ?? []
}

function edit(text: string, ...edits: readonly Edit[]): string {
  return applyEdits(text, resolveEdits(parseDocument(text), edits, order))
}

const CLUSTER = `# the cluster
cluster_name: prod # do not rename

# the region
region: us-west-2
node_groups:
  - name: gpu
    # on spot
    spot: true # cheap
    spot_config:
      instance_distribution: [m5.large, m5a.large] # two
      max_price: 0.5
  # the other one
  - name: cpu
    instance_type: "m5.large"

tags: {team: a, cost: b}
`

describe('set', () => {
  it.each<[string, Edit, string, string]>([
    ['a plain text', set(['region'], 'eu-west-1'), 'region: us-west-2', 'region: eu-west-1'],
    ['a quoted text', set(['node_groups', 1, 'instance_type'], 'c5'), '"m5.large"\n', '"c5"\n'],
    ['a text by a number', set(['node_groups', 1, 'instance_type'], 5), '"m5.large"\n', '5\n'],
    ['a boolean', set(['node_groups', 0, 'spot'], false), 'true # cheap', 'false # cheap'],
    ['what needs quotes', set(['region'], 'on'), 'us-west-2', '"on"'],
    ['an item', set(path0('instance_distribution', 1), 'x'), 'm5a.large]', 'x]'],
    ['a short list', set(path0('instance_distribution'), ['m5.large']), ', m5a.large]', ']'],
    [
      'a long list',
      set(path0('instance_distribution'), ['a', 'm5a.large', 'b']),
      '[m5.large, m5a.large]',
      '[a, m5a.large, b]',
    ],
    ['a map in braces', set(['tags'], { team: 'a', cost: 'c' }), 'cost: b', 'cost: c'],
    ['a map by another', set(['tags'], { x: 1 }), '{team: a, cost: b}', '{x: 1}'],
    [
      'a block by nothing',
      set(['node_groups', 0, 'spot_config'], null),
      `spot_config:
      instance_distribution: [m5.large, m5a.large] # two
      max_price: 0.5`,
      'spot_config: null',
    ],
    [
      'a missing key in its place',
      set(['vpc_cidr'], '::/0'),
      'cost: b}',
      'cost: b}\nvpc_cidr: "::/0"',
    ],
    [
      'a missing key before all others',
      set(['node_groups', 1, 'spot'], true),
      '"m5.large"\n',
      '"m5.large"\n    spot: true\n',
    ],
    [
      'a missing key between',
      set(['node_groups', 0, 'instance_type'], 'm5'),
      'name: gpu\n',
      'name: gpu\n    instance_type: m5\n',
    ],
    [
      'an unknown key at the end',
      set(['node_groups', 0, 'zzz'], []),
      '0.5\n',
      '0.5\n    zzz: []\n',
    ],
    [
      'missing parents',
      set(['node_groups', 1, 'spot_config', 'max_price'], 1.5),
      '"m5.large"\n',
      '"m5.large"\n    spot_config:\n      max_price: 1.5\n',
    ],
    [
      'an item past the end',
      set(['node_groups', 2], { name: 'x', tags: { a: null } }),
      '"m5.large"\n',
      '"m5.large"\n  - name: x\n    tags:\n      a: null\n',
    ],
  ])('%s', (_, change, from, to) => {
    expect(edit(CLUSTER, change)).toBe(CLUSTER.replace(from, to))
  })

  it.each<[string, Edit, string]>([
    ['', set(['a', 'b'], 1), 'a:\n  b: 1\n'],
    ['# c', set(['a'], 1), '# c\na: 1'],
    ['# c\r\n', set(['a'], 1), '# c\r\na: 1\r\n'],
    ['---\n', set(['a'], 1), '---\na: 1\n'],
    ['a:', set(['a'], 'x'), 'a: x'],
    ['a: # c\n', set(['a'], 'x'), 'a: x # c\n'],
    ['a: # c\nb: 1\n', set(['a', 'c'], 2), 'a: # c\n  c: 2\nb: 1\n'],
    ['a: null # c\n', set(['a'], [{ b: 1 }, 'c']), 'a: # c\n  - b: 1\n  - c\n'],
    ['a: {b: }\n', set(['a', 'c'], 2), 'a: {b: , c: 2 }\n'],
    ['a: {b}\n', set(['a', 'b'], 2), 'a: {b: 2}\n'],
    ['a: {}\n', set(['a', 'b'], 2), 'a: {b: 2}\n'],
    ['a: []\n', set(['a', 0], 2), 'a: [2]\n'],
    ['a: [\n  b, # c\n]\n', set(['a', 1], 'd'), 'a: [\n  b, # c\n  d,\n]\n'],
    ['a: [\n  b # c\n]\n', set(['a', 1], 'd'), 'a: [\n  b, # c\n  d\n]\n'],
    ['a:\n  - b # c\n  # d\n', set(['a'], []), 'a: []\n  # d\n'],
    ['a: |\n  x\n  y\nb: 1\n', set(['a'], 'z'), 'a: z\nb: 1\n'],
    ['a: &x !!str 5\n', set(['a'], 'z'), 'a: &x z\n'],
    ['- a: 1\n  b: 2\n', set([0], 'x'), '- x\n'],
    ['-\n  a: 1 # c\n', set([0], []), '- []\n'],
    ['- a: &x 1\n  b: *x\n', set([0, 'b'], 2), '- a: &x 1\n  b: 2\n'],
    ['a: 1\r\n', set(['b', 'c'], [{}]), 'a: 1\r\nb:\r\n  c:\r\n    - {}\r\n'],
    ['a:\n- 1\n', set(['b', 'c'], [{}]), 'a:\n- 1\nb:\n  c:\n  - {}\n'],
    ['a:\n    b: 1\n', set(['c', 'd'], 1), 'a:\n    b: 1\nc:\n    d: 1\n'],
    ["a: 'x'\n", set(['a'], "it's"), "a: 'it''s'\n"],
    ['a: x\n', set(['a'], 'say "x"'), 'a: say "x"\n'],
    ['a: x\n', set(['a'], '"x": \\'), 'a: \'"x": \\\'\n'],
    ['a: x\n', set(['a'], 'b\nc\u0007'), 'a: "b\\nc\\u0007"\n'],
    ['{"a":1}', set(['b'], 2), '{"a":1, b: 2}'],
  ])('turns %j', (text, change, result) => {
    expect(edit(text, change)).toBe(result)
  })

  it('needs no edit for what is there', () => {
    const document = parseDocument('a: [1, {b: "x"}]\nc: 0x10\nd: yes\n')
    for (const change of [set(['a'], [1, { b: 'x' }]), set(['c'], 16), set(['d'], true)]) {
      expect(resolveEdits(document, [change])).toEqual([])
    }
    expect(resolveEdits(document, [set(['d'], 'yes')])).toEqual([
      { start: 28, end: 31, text: '"yes"' },
    ])
  })

  it('writes a whole number where a float stands', () => {
    expect(edit('a: 3.0\n', set(['a'], 3))).toBe('a: 3\n')
  })
})

describe('remove', () => {
  it.each<[string, Edit, string]>([
    ['a: 1 # c\nb: 2\n', remove(['a']), 'b: 2\n'],
    ['a: 1\n# b\n# b too\nb: 2\n# c\nc: 3\n', remove(['b']), 'a: 1\n# c\nc: 3\n'],
    ['# file\na: 1\nb: 2\n', remove(['a']), '# file\nb: 2\n'],
    ['a: 1\n\n# b\n\nb: 2\nc: 3\n', remove(['b']), 'a: 1\n\n# b\n\nc: 3\n'],
    ['a: 1\nb: 2', remove(['b']), 'a: 1'],
    ['a: |\n  x\nb: 2', remove(['b']), 'a: |\n  x\n'],
    ['a: 1\r\nb: 2\r\n', remove(['a']), 'b: 2\r\n'],
    ['\ufeffa: 1\nb: 2\n', remove(['a']), '\ufeffb: 2\n'],
    ['a: # c\n  b: 1 # d\ne: 2\n', remove(['a', 'b']), 'a: {} # c\ne: 2\n'],
    ['a:\n- b\nc: 1\n', remove(['a', 0]), 'a: []\nc: 1\n'],
    ['a: 1\n', remove(['a']), '{}\n'],
    ['- a: 1\n  b: 2\n', remove([0, 'a']), '- b: 2\n'],
    ['- a: 1 # c\n  # b\n  b: 2\n', remove([0, 'a']), '-\n  # b\n  b: 2\n'],
    ['- a: 1\n- b: 2\n', remove([0]), '- b: 2\n'],
    ['- - a\n  - b\n', remove([0, 0]), '- - b\n'],
    ['a: [b, c, d]\n', remove(['a', 0]), 'a: [c, d]\n'],
    ['a: [b, c, d]\n', remove(['a', 2]), 'a: [b, c]\n'],
    ['a: [b]\n', remove(['a', 0]), 'a: []\n'],
    ['a: {b: 1, c: 2,}\n', remove(['a', 'c']), 'a: {b: 1,}\n'],
    ['a: {b: , c: 2}\n', remove(['a', 'c']), 'a: {b: }\n'],
    ['a: [\n  b, # b\n  c # c\n]\n', remove(['a', 1]), 'a: [\n  b # b\n]\n'],
    ['a: [\n  b, # b\n  c # c\n]\n', remove(['a', 0]), 'a: [\n  c # c\n]\n'],
    ['a:\n  b: 1\n  # deeper\nc: 2\n', remove(['a']), 'c: 2\n'],
    ['a: 1\n', remove(['b', 'c']), 'a: 1\n'],
  ])('turns %j', (text, change, result) => {
    expect(edit(text, change)).toBe(result)
  })
})

describe('rename and insert', () => {
  it.each<[string, Edit, string]>([
    ['a: 1 # c\n', { op: 'rename', path: ['a'], to: 'b' }, 'b: 1 # c\n'],
    ['"a": 1\n', { op: 'rename', path: ['a'], to: 'b' }, '"b": 1\n'],
    ['{"a":1}', { op: 'rename', path: ['a'], to: 'on' }, '{"on":1}'],
    ['a: 1\n', { op: 'rename', path: ['a'], to: 'yes' }, '"yes": 1\n'],
    ['a:\n- b\n# c\n- c\n', insert(['a'], 0, 'x'), 'a:\n- x\n- b\n# c\n- c\n'],
    ['a:\n- b\n# c\n- c\n', insert(['a'], 1, 'x'), 'a:\n- b\n- x\n# c\n- c\n'],
    ['a:\n-   b: 1\n', insert(['a'], 1, { c: 1, d: 2 }), 'a:\n-   b: 1\n-   c: 1\n    d: 2\n'],
    ['a:\n  - {b: 1}\n', insert(['a'], 0, { c: 1 }), 'a:\n  - {c: 1}\n  - {b: 1}\n'],
    ['- { b: 1 }\n', insert([], 1, { c: [1] }), '- { b: 1 }\n- { c: [1] }\n'],
    ['- - a\n', insert([0], 0, 'x'), '- - x\n  - a\n'],
    ['a: [b]\n', insert(['a'], 0, 'x, y'), 'a: ["x, y", b]\n'],
    ['a: [\n  b\n]\n', insert(['a'], 0, 'x'), 'a: [\n  x,\n  b\n]\n'],
    ['a:\n', insert(['a'], 0, 'x'), 'a: [x]\n'],
    ['b: 1\n', insert(['a'], 0, 'x'), 'b: 1\na: [x]\n'],
  ])('turns %j', (text, change, result) => {
    expect(edit(text, change)).toBe(result)
  })
})

describe('several edits', () => {
  it('compose on the paths of the document as it is', () => {
    expect(
      edit(
        CLUSTER,
        remove(['node_groups', 0]),
        set(['node_groups', 1, 'name'], 'gpu'),
        set(['region'], 'eu-west-1'),
        remove(['tags', 'team']),
        set(['vpc_cidr'], '10.0.0.0/16'),
      ),
    ).toBe(`# the cluster
cluster_name: prod # do not rename

# the region
region: eu-west-1
node_groups:
  # the other one
  - name: gpu
    instance_type: "m5.large"

tags: {cost: b}
vpc_cidr: 10.0.0.0/16
`)
  })

  it('share the parents they make', () => {
    const text = 'a: 1\n'
    const changes = [set(['p', 'x'], 1), set(['p', 'q', 'w'], 2), set(['p', 'q', 'z'], 3)]
    expect(edit(text, ...changes)).toBe('a: 1\np:\n  x: 1\n  q:\n    w: 2\n    z: 3\n')
  })

  it('put new keys in the documented order', () => {
    const changes = [set(['vpc_cidr'], 1), set(['tags'], 2), set(['region'], 3)]
    expect(edit('cluster_name: a\n', ...changes)).toBe(
      'cluster_name: a\nregion: 3\ntags: 2\nvpc_cidr: 1\n',
    )
  })

  it('may take out all that a list or map has', () => {
    expect(edit('a:\n  - b\n  - c\n', remove(['a', 0]), remove(['a', 1]))).toBe('a: []\n')
    expect(edit('a:\n  b: 1\n', remove(['a', 'b']), set(['a', 'c'], 2))).toBe('a:\n  c: 2\n')
    expect(edit('a: 1\nb: 2\nc: 3', remove(['b']), remove(['c']))).toBe('a: 1')
  })
})

describe('what cannot be expressed', () => {
  it.each<[string, string, ...Edit[]]>([
    ['an alias', 'a: &x {b: 1}\nc: *x\n', set(['c', 'b'], 2)],
    ['a merged value', 'a: &x {b: 1}\nc:\n  <<: *x\n', set(['c', 'b'], 2)],
    ['what an alias means', 'a: &x {b: 1}\nc: *x\n', set(['a', 'b'], 2)],
    ['the anchor of an alias', 'a: &x 1\nc: *x\n', remove(['a'])],
    ['a key that hides another', 'a: 1\na: 2\n', remove(['a'])],
    ['a key that hides a merged one', '<<: {a: 1}\na: 2\n', remove(['a'])],
    ['a key below a scalar', 'a: 1\n', set(['a', 'b'], 2)],
    ['an item far past the end', 'a: [1]\n', set(['a', 3], 2)],
    ['the whole document', 'a: 1\n', remove([])],
    ['a rename to a key that is there', 'a: 1\nb: 2\n', { op: 'rename', path: ['a'], to: 'b' }],
    ['a rename of nothing', 'a: 1\n', { op: 'rename', path: ['c'], to: 'b' }],
    ['a file with problems', 'a: [', set(['a'], 1)],
    ['edits of one place', 'a: {b: 1}\n', set(['a', 'b'], 2), remove(['a'])],
  ])('%s', (_, text, ...edits) => {
    expect(() => edit(text, ...edits)).toThrow(EditError)
  })

  it('an anchor that goes with its alias is no obstacle', () => {
    expect(edit('a:\n  b: &x 1\n  c: *x\nd: 2\n', remove(['a']))).toBe('d: 2\n')
  })
})

describe('an edit beside a merge key', () => {
  it.each<[string, string, Edit, string]>([
    [
      'adds a key below it',
      'a: &x {b: 1}\nc:\n  <<: *x\nd: 3\n',
      set(['c', 'e'], 2),
      'a: &x {b: 1}\nc:\n  <<: *x\n  e: 2\nd: 3\n',
    ],
    [
      'adds a key after it in braces',
      'a: &x {b: 1}\nc: {<<: *x}\n',
      set(['c', 'e'], 2),
      'a: &x {b: 1}\nc: {<<: *x, e: 2}\n',
    ],
    [
      'removes the key before it from its dash',
      'a: &x {b: 1}\nc:\n  - e: 2\n    <<: *x\n',
      remove(['c', 0, 'e']),
      'a: &x {b: 1}\nc:\n  - <<: *x\n',
    ],
    [
      'overrides what it brings, if it may',
      'a: &x {region: 1}\nc:\n  name: n\n  <<: *x\n  tags: {}\n',
      { op: 'set', path: ['c', 'region'], value: 2, overrides: true },
      'a: &x {region: 1}\nc:\n  name: n\n  <<: *x\n  tags: {}\n  region: 2\n',
    ],
    [
      'leaves what it brings as wanted already',
      'a: &x {b: 1}\nc:\n  <<: *x\n',
      set(['c', 'b'], 1),
      'a: &x {b: 1}\nc:\n  <<: *x\n',
    ],
  ])('%s', (_, text, wanted, expected) => {
    expect(edit(text, wanted)).toBe(expected)
  })
})

describe('an edit of what an anchor shares', () => {
  it.each<[string, string, Edit, string]>([
    ['below an alias', 'a: &x {b: 1}\nc: *x\n', set(['c', 'b'], 2), 'a: &x {b: 2}\nc: *x\n'],
    [
      'of a merged value',
      'a: &x {b: 1}\nc:\n  <<: *x\n',
      set(['c', 'b'], 2),
      'a: &x {b: 2}\nc:\n  <<: *x\n',
    ],
    ['of what an alias means', 'a: &x 1\nc: *x\n', set(['a'], 2), 'a: &x 2\nc: *x\n'],
    ['of an alias alone', 'a: &x 1\nc: *x\n', set(['c'], 2), 'a: &x 1\nc: 2\n'],
    [
      'into a merged map',
      'a: &x\n  p: {b: 1}\nc:\n  <<: *x\n',
      set(['c', 'p', 'd'], 2),
      'a: &x\n  p: {b: 1, d: 2}\nc:\n  <<: *x\n',
    ],
    [
      'through two anchors',
      'a: &x {b: 1}\nc: &y\n  d: *x\ne: {f: *y}\n',
      set(['e', 'f', 'd', 'b'], 2),
      'a: &x {b: 2}\nc: &y\n  d: *x\ne: {f: *y}\n',
    ],
    ['that removes', 'a: &x {b: 1, d: 2}\nc: *x\n', remove(['c', 'd']), 'a: &x {b: 1}\nc: *x\n'],
    ['that adds an item', 'a: &x [1]\nc: *x\n', insert(['c'], 1, 2), 'a: &x [1, 2]\nc: *x\n'],
  ])('%s is made at the anchor', (_, text, wanted, expected) => {
    expect(applyEdits(text, resolveSharedEdits(parseDocument(text), [wanted], order))).toBe(
      expected,
    )
  })
})

function set(path: Edit['path'], value: Extract<Edit, { op: 'set' }>['value']): Edit {
  return { op: 'set', path, value }
}

function remove(path: Edit['path']): Edit {
  return { op: 'remove', path }
}

function insert(
  path: Edit['path'],
  index: number,
  value: Extract<Edit, { op: 'insert' }>['value'],
): Edit {
  return { op: 'insert', path, index, value }
}

function path0(...path: Edit['path']): Edit['path'] {
  return ['node_groups', 0, 'spot_config', ...path]
}
