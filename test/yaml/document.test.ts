import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { locate, parseDocument } from '../../src/yaml/document.ts'
import { MAX_DEPTH, MAX_LENGTH } from '../../src/yaml/parse/scan.ts'
import { findNode, type YamlNode } from '../../src/yaml/tree.ts'
import { runs } from '../runs.ts'
import { listPaths } from './data.ts'
import { readSamples } from './files.ts'

const samples = readSamples()

/** Fixed, so that two runs say the same; change it to look further. */
const seed = Number(process.env['SEED'] ?? 1)

/** Plain data of a text; keys of maps become strings. */
function read(text: string): unknown {
  const { root, problems } = parseDocument(text)
  if (problems[0]) throw new Error(problems[0].message)
  return root && toPlain(root)
}

function toPlain(node: YamlNode): unknown {
  if (node.kind === 'list') return node.items.map(toPlain)
  if (node.kind !== 'map') return node.value
  return Object.fromEntries(node.entries.map(({ key, value }) => [toPlain(key), toPlain(value)]))
}

describe('parseDocument', () => {
  it.each<[string, unknown]>([
    ['', undefined],
    ['# nothing\n', undefined],
    ['---\n', undefined],
    ['null', null],
    ['a:1', 'a:1'],
    ['a: 1', { a: 1 }],
    ['\ufeffa: 1\nb: 2\n', { a: 1, b: 2 }],
    ['\ufeff- a\n- b\n', ['a', 'b']],
    ['a: 1\rb:\r- c\r', { a: 1, b: ['c'] }],
    ['a:\n- b\n-\n  - c\n', { a: ['b', ['c']] }],
    ['a:\n  b:\n    c', { a: { b: 'c' } }],
    ['? a\n: b\n? c\n', { a: 'b', c: null }],
    ['a: b\n   c\n\n   d\n', { a: 'b c\nd' }],
    ["a: 'it''s\n  two\n\n  three '", { a: "it's two\nthree " }],
    ['a: "\\x41\\u00e9\\U0001f600\\t\\/\\\'\\\n   b  \n  c"', { a: "Aé😀\t/'b c" }],
    ['a: |\n  b\n   c\n\n  d\n\ne: f', { a: 'b\n c\n\nd\n', e: 'f' }],
    ['a: >-\n  b\n  c\n\n  d\n   e\n  f\n', { a: 'b c\nd\n e\nf' }],
    ['a: |+\n  b\n\nc: |2-\n   d\n', { a: 'b\n\n', c: ' d' }],
    ['a: |\r\n  b\r\n  c\r\n', { a: 'b\nc\n' }],
    ['{a: [b, "c,d", {e: }], f}', { a: ['b', 'c,d', { e: null }], f: null }],
    ['[a: b, ? c, "d":e]', [{ a: 'b' }, { c: null }, { d: 'e' }]],
    ['{a:}', { 'a:': null }],
    ['[a:, b]', ['a:', 'b']],
    ['[a, # x\n b # y\n]', ['a', 'b']],
    ['a: [\nb,\nc\n]\nd: "e\nf"\n', { a: ['b', 'c'], d: 'e f' }],
    ['a: !!str 1\nb: ! 2\nc: !!int "3"\nd: !x 4', { a: '1', b: '2', c: 3, d: '4' }],
    ['%TAG !e! tag:yaml.org,2002:\n---\na: !e!str 1', { a: '1' }],
    ['a: !<tag:yaml.org,2002:str> 1', { a: '1' }],
    ['a: @b', { a: '@b' }],
    ['a: ${X}\nb: a#b', { a: '${X}', b: 'a#b' }],
    ['a:\tb\t# c\n', { a: 'b' }],
    ['a: [x] # c\nb: "y"# d', { a: ['x'], b: 'y' }],
    ['1: a\nyes: b\n~: c\n1.5: d', { 1: 'a', true: 'b', null: 'c', 1.5: 'd' }],
  ])('reads %j', (text, data) => {
    expect(read(text)).toEqual(data)
  })

  it.each<[string, string]>([
    ['a: b: c', 'Unexpected map'],
    ['a: nginx:', 'Unexpected map'],
    ['a: - b', 'A list item cannot start here'],
    ['a: b\nc', 'Missing colon and space after this key'],
    ['a: 1\n  b: 2', 'Unexpected map'],
    ['a:\n    b: 1\n  c: 2', 'Inconsistent indentation'],
    ['a: "b', 'Unclosed quote'],
    ['a: [b', 'Missing `]` for this `[`'],
    ['a: [b}', 'Missing `]` for this `[`'],
    ['[a b, c: d, , e]', 'Unexpected token'],
    ['{"a" "b"}', 'Missing comma or colon'],
    ['a: {{ b }}', 'A list or a map cannot be a key'],
    ['[a]: b', 'A list or a map cannot be a key'],
    ['{% if x %}', 'A value that starts with `%` must be quoted'],
    ['a: `b`', 'A value that starts with ``` must be quoted'],
    ['[::/0]', 'must be quoted inside brackets'],
    ['[a?b]', 'must be quoted inside brackets'],
    ['\ta: b', 'Tab used for indentation'],
    ['a:\n\tb: c', 'Tab used for indentation'],
    ['-\ta', 'Tab used for indentation'],
    ['a: "\\q"', 'not an escape sequence'],
    ['a: "\\ud800"', 'not an escape sequence'],
    ['a: |x\n  b', 'not the start of a block text'],
    ['a: |\n   \n  b', 'indented less than the empty lines'],
    ['a: *b', 'This alias has no anchor'],
    ['a: &b!c d', 'not a valid anchor or alias name'],
    ['a: !!int x', 'The value does not fit the tag'],
    ['a: !e!x b', 'is not declared'],
    ['<<: 5', 'takes a map or a list of maps'],
    ['%YAML 1.2\n---\na: b', 'directive'],
    ['...\na: b', 'No document comes before'],
    ['a: \u0000', 'Control characters'],
    ['a: b\ufeff', 'Control characters'],
    ['- a\nb: c', 'Unexpected token'],
    [`${'k'.repeat(1025)}: v`, 'not on one line'],
  ])('refuses %j', (text, message) => {
    const { root, problems } = parseDocument(text)
    expect(root).toBeUndefined()
    expect(problems).toHaveLength(1)
    expect(problems[0]?.code).toBe('syntax')
    expect(problems[0]?.message).toContain(message)
  })

  it('says where a problem is', () => {
    const { lines, problems } = parseDocument('a: 1\r\nb: [c\r\nd: 2\r\n')
    expect(lines.positionAt(problems[0]?.start ?? -1)).toEqual({ line: 2, column: 4 })
  })

  it('lets the last of equal keys win, and tells', () => {
    const { root, oddities, text } = parseDocument('a: 1\nb: {c: 2, c: 3}\na: 4\n')
    expect(root && toPlain(root)).toEqual({ a: 4, b: { c: 3 } })
    expect(root?.kind === 'map' && root.entries.map(({ shadows }) => shadows)).toEqual([
      false,
      true,
    ])
    expect(
      oddities.map(({ code, path, start, end }) => [code, path, text.slice(start, end)]),
    ).toEqual([
      ['duplicate-key', ['b', 'c'], 'c'],
      ['duplicate-key', ['a'], 'a'],
    ])
    expect(oddities[1]?.start).toBe(text.lastIndexOf('a'))
  })

  it('tells keys of different types apart', () => {
    expect(parseDocument('1: a\n"1": b\n1.0: c\n0x1: d\n').oddities).toHaveLength(1)
  })

  it.each<[string, unknown]>([
    ['x: &x {a: 1, b: 2}\nm: {<<: *x, a: 3}', { a: 3, b: 2 }],
    ['x: &x {a: 1, b: 2}\nm: {a: 3, <<: *x}', { a: 1, b: 2 }],
    ['x: &x {a: 1}\nm: {<<: [{a: 5, c: 6}, *x]}', { a: 5, c: 6 }],
    ['m: {<<: {a: 1}, <<: {b: 2}}', { a: 1, b: 2 }],
    ['m: {"<<": {a: 1}}', { '<<': { a: 1 } }],
    ['x: &x {a: 1}\nz: &z {<<: *x, b: 2}\nm: {<<: *z}', { a: 1, b: 2 }],
  ])('merges as go-yaml does: %j', (text, m) => {
    expect(read(text)).toMatchObject({ m })
  })

  it('tells if a merge key replaces an explicit value', () => {
    const { oddities } = parseDocument('a: 1\n<<: {a: 2}\n')
    expect(oddities).toMatchObject([{ code: 'duplicate-key', path: ['a'], start: 0 }])
  })

  it('gives merged values the place where they are written', () => {
    const text = 'x: &x {a: 1}\nm:\n  <<: *x\n'
    const document = parseDocument(text)
    const place = locate(document, ['m', 'a'])
    expect(text.slice(place?.entry.start, place?.entry.end)).toBe('<<: *x')
    expect(place?.value).toEqual({ start: text.indexOf('1'), end: text.indexOf('1') + 1 })
  })

  it.each([
    ['a: 1\n---\nb: [\n', 5],
    ['a: 1\n...\nb: 2\n', 9],
    ['---\n---\na: 1\n', 8],
    ['[a]\nb', 4],
    ['  a: 1\nb: 2', 7],
  ])('reads the first document only: %j', (text, start) => {
    const { problems, oddities } = parseDocument(text)
    expect(problems).toEqual([])
    expect(oddities).toMatchObject([{ code: 'extra-document' }])
    expect(oddities[0]?.start).toBeGreaterThanOrEqual(start - 4)
  })

  it.each(['a: 1\n...\n', 'a: 1\n---\n# c\n...\n', '--- # x\na: 1\n'])(
    'finds nothing odd in %j',
    (text) => {
      expect(parseDocument(text)).toMatchObject({ problems: [], oddities: [] })
    },
  )

  it('finds the comments', () => {
    const text = '\ufeff# one\na: 1 #two\nb: [ # three\nc,\n# four\n]\nd: "# no"\ne: |\n  # no\n'
    expect(parseDocument(text).comments.map((comment) => [comment.text, comment.ownLine])).toEqual([
      ['one', true],
      ['two', false],
      ['three', false],
      ['four', true],
    ])
  })

  it('keeps anchors and aliases apart by place', () => {
    const text = 'a: &x 5\nb: [*x, 6]\n'
    const { root, aliases } = parseDocument(text)
    const list = findNode(root, ['b'])
    expect(aliases).toHaveLength(1)
    expect(
      list?.kind === 'list' && list.places.map(({ start, end }) => text.slice(start, end)),
    ).toEqual(['*x', '6'])
    expect(findNode(root, ['b', 0])).toBe(findNode(root, ['a']))
  })
})

describe('limits', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
  for (const [index, name] of ['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].entries()) {
    bomb.push(`${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(', ')}]`)
  }

  it.each([
    ['too-large', 'a'.repeat(MAX_LENGTH + 1)],
    ['too-deep', '['.repeat(MAX_DEPTH + 1)],
    ['too-deep', '- '.repeat(50_000)],
    ['too-deep', '{a: '.repeat(50_000)],
    ['too-deep', Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['too-many-nodes', '- a\n'.repeat(200_000)],
    ['too-many-aliases', bomb.join('\n')],
    ['too-many-aliases', `a: &a b\nc: [${'*a,'.repeat(20_000)}]`],
    ['circular-alias', 'a: &x [*x]'],
    ['circular-alias', 'a: &x\n  b: {c: *x}'],
  ])('%s', (code, text) => {
    const { root, problems } = parseDocument(text)
    expect(root).toBeUndefined()
    expect(problems.map((problem) => problem.code)).toEqual([code])
  })

  it('reads what is just within them', () => {
    const deep = `${'['.repeat(MAX_DEPTH - 2)}${']'.repeat(MAX_DEPTH - 2)}`
    expect(parseDocument(deep).problems).toEqual([])
    const keys = Array.from({ length: 20_000 }, (_, index) => `key${index}: 1`).join('\n')
    expect(parseDocument(keys)).toMatchObject({ problems: [], oddities: [] })
  })

  it.each([
    ['a: "', 'x\n  '],
    ["a: '", '  x\n\n'],
    ['a: ', 'b\n  '],
    ['a: >\n', '  b\n'],
    ['a: "', '\\n'],
    ['', '"\n'],
    ['', 'a: [\nb]\n'],
    ['', '- "b\nc"\n'],
    ['a: [', '"x\n",'],
    ['', 'a: b\r'],
    ['# ', '#'],
  ])('does not hang on %j and many %j', (head, part) => {
    const { problems } = parseDocument(head + part.repeat(300_000 / part.length))
    expect(problems.length).toBeLessThanOrEqual(1)
  })
})

describe('any text', () => {
  const pieces = fc.constantFrom(
    ...'- |: |:| # c|[|]|{|}|,|\'|"|>|&a |*a|!t |? |a|b: c|%|@|\\|<<: |---\n|...\n|  '.split('|'),
    '|\n',
    '\n',
    '\r\n',
    '\r',
    '\t',
    '\ufeff',
  )
  const generated = fc.array(pieces, { maxLength: 30 }).map((list) => list.join(''))
  const mutated = fc
    .tuple(fc.constantFrom(...samples.map(({ text }) => text)), fc.nat(), fc.nat(8), pieces)
    .map(([text, at, cut, piece]) => {
      const start = at % (text.length + 1)
      return text.slice(0, start) + piece + text.slice(start + cut)
    })

  it('is read or refused with a problem that lies within it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), generated, mutated), (text) => {
        const { root, problems } = parseDocument(text)
        if (root) expect(problems).toEqual([])
        for (const { start, end, message } of problems) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThanOrEqual(start)
          expect(end).toBeLessThanOrEqual(text.length + 3)
          expect(message).not.toBe('')
        }
      }),
      { numRuns: runs(3000), seed },
    )
  })

  it('means the same with other line breaks', () => {
    fc.assert(
      fc.property(fc.oneof(generated, mutated), (text) => {
        const plain = text.replaceAll(/\r\n?/g, '\n')
        const [one, other] = [parseDocument(plain), parseDocument(plain.replaceAll('\n', '\r\n'))]
        expect(other.problems.length).toBe(one.problems.length)
        expect(other.root && toPlain(other.root)).toEqual(one.root && toPlain(one.root))
      }),
      { numRuns: runs(1000), seed },
    )
  })
})

describe('a sample', () => {
  it.each(samples.map(({ name, text }) => [name, text]))(
    '%s is read with exact places',
    (_, text) => {
      const document = parseDocument(text)
      expect(document.problems).toEqual([])
      for (const path of listPaths(document.root)) {
        const node = findNode(document.root, path)
        const place = locate(document, path)
        expect(place?.value).toEqual({ start: node?.start, end: node?.end })
        if (node && 'source' in node) expect(text.slice(node.start, node.end)).toBe(node.source)
        if (node && 'style' in node && node.style === 'flow') {
          expect(`${text[node.start]}${text[node.end - 1]}`).toMatch(/^(?:\[\]|\{\})$/)
        }
      }
    },
  )

  it.each(samples.map(({ name, text }) => [name, text]))(
    '%s has the comments it shows',
    (_, text) => {
      for (const { start, end } of parseDocument(text).comments) {
        expect(text[start]).toBe('#')
        expect(text.slice(start, end)).not.toMatch(/[\r\n]/)
      }
    },
  )
})

describe('locate', () => {
  const text = 'a:\n  - b: 1 # x\n    c: "d"\n  - e\n'
  const document = parseDocument(text)
  const slice = (path: readonly (string | number)[]) => {
    const place = locate(document, path)
    if (!place) return undefined
    const parts = [place.entry, place.key, place.value]
    return parts.map((span) => span && text.slice(span.start, span.end))
  }

  it('gives entry, key and value', () => {
    expect(slice(['a', 0, 'c'])).toEqual(['c: "d"', 'c', '"d"'])
    expect(slice(['a', 0, 'b'])).toEqual(['b: 1', 'b', '1'])
    expect(slice(['a', 1])).toEqual(['e', undefined, 'e'])
    expect(slice(['a', 0])?.[0]).toBe('b: 1 # x\n    c: "d"')
    expect(slice([])?.[0]).toBe(text.trimEnd())
  })

  it('finds nothing at absent paths', () => {
    expect([['b'], ['a', 2], ['a', 'b'], ['a', 0, 'b', 'c'], [0]].map(slice)).toEqual([
      ...Array<undefined>(5).fill(undefined),
    ])
  })
})
