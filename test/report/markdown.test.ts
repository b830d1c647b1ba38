import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { parseMarker, renderMarker } from '../../src/report/comment/marker.ts'
import {
  code,
  escape,
  fence,
  fit,
  link,
  prose,
  table,
  tableRow,
} from '../../src/report/markdown.ts'
import { makeVisible } from '../../src/report/visible.ts'
import { truncate } from '../../src/text/truncate.ts'

/** Pieces that mean something to GitHub, so that random texts are hostile ones. */
const PIECES = [
  '@team',
  '#12',
  'GH-7',
  'o/r#3',
  'https://e.vil',
  'www.e.vil',
  '<b>',
  '</details>',
  '<!--',
  '-->',
  '`',
  '``',
  '```',
  '|',
  '\\',
  '\n',
  '\r',
  '\t',
  '*',
  '_',
  '~',
  '[x](y)',
  '![i](j)',
  '$a$',
  '&amp;',
  '\u001b[2J',
  '\u202e',
  '\u200b',
  '\ud800',
  'é',
  '😀',
  ' ',
  'a',
  '1.',
  '- ',
  '# ',
  '> ',
  '::error::',
  '<!-- cortex-review:v1 summary -->',
]
const HOSTILE = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 8 })
  .map((parts) => parts.join(''))

/** What is left of inline Markdown without its code spans, found as CommonMark finds them. */
function withoutCode(markdown: string): string {
  let rest = ''
  for (let at = 0; at < markdown.length; ) {
    const [token = ''] = /^(?:\\[!-/:-@[-`{-~]|`+|[^])/.exec(markdown.slice(at)) ?? []
    const closing = token.startsWith('`') ? findRun(markdown, token.length, at + token.length) : -1
    if (closing < 0) rest += token
    at = closing < 0 ? at + token.length : closing + token.length
  }
  return rest
}

/** Stands for each entity that `escape` writes with a sign of no meaning. */
function withoutEntities(markdown: string): string {
  return markdown.replace(/&#?\w+;/g, '·')
}

function findRun(markdown: string, length: number, from: number): number {
  const runs = [...markdown.slice(from).matchAll(/`+/g)]
  const run = runs.find(([ticks]) => ticks.length === length)
  return run ? from + run.index : -1
}

describe('escape', () => {
  it.each([
    ['@team', '@&#8203;team'],
    ['see #12 and GH-7', 'see #&#8203;12 and GH-&#8203;7'],
    ['<b>&', '&lt;b&gt;&amp;'],
    ['https://e.vil www.e.vil', 'https:&#8203;//e.vil www&#8203;.e.vil'],
    ['$x$', '&#36;x&#36;'],
    ['a*b_c`d', 'a\\*b\\_c\\`d'],
    ['- a', '\\- a'],
    ['1. a', '1\\. a'],
    ['a\nb\u001b', 'a␊b␛'],
    ['\u202e', '\\\\u\\{202e\\}'],
  ])('%j', (text, expected) => expect(escape(text)).toBe(expected))

  it('leaves nothing that GitHub acts on', () => {
    fc.assert(
      fc.property(HOSTILE, (text) => {
        const escaped = escape(text)
        expect(escaped).not.toMatch(/[<>\n\r\t\p{Cc}\p{Cs}\u200b\u202e]/u)
        expect(withoutEntities(escaped)).not.toMatch(/@\w|#\d|GH-\d|:\/\/|www\./i)
        expect(escaped.replace(/\\[\\`*_{}[\]~|.)#+=-]/g, '')).not.toMatch(/[`*_[\]|~]/)
      }),
    )
  })
})

describe('code', () => {
  it.each([
    ['a', '`a`'],
    ['a`b', '``a`b``'],
    ['`a', '`` `a ``'],
    ['', '` `'],
    ['a\nb', '`a␊b`'],
  ])('%j', (text, expected) => expect(code(text)).toBe(expected))

  it('cannot be left', () => {
    fc.assert(
      fc.property(HOSTILE, (text) => {
        const [, ticks = '', content = ''] = /^(`+)([\s\S]*?)\1$/.exec(code(text)) ?? []
        expect(content).not.toBe('')
        expect([...content.matchAll(/`+/g)].map(([run]) => run)).not.toContain(ticks)
        expect(content).not.toMatch(/[\n\r]/)
      }),
    )
  })
})

it('keeps what is in backticks as code and escapes the rest', () => {
  expect(prose('Cluster `a_b` of @team has `x` | y')).toBe(
    'Cluster `a_b` of @&#8203;team has `x` \\| y',
  )
  expect(prose('a ` b')).toBe('a \\` b')
})

it('lets nothing out of prose', () => {
  fc.assert(
    fc.property(HOSTILE, HOSTILE, (name, value) => {
      const rendered = prose(`Cluster \`${name}\` sets ${value}.`)
      const outside = withoutEntities(withoutCode(rendered))
      expect(rendered).not.toMatch(/[\n\r]/)
      expect(outside).not.toMatch(/[<>]|@\w|#\d|:\/\/|<!--/)
    }),
  )
})

it('fences with more backticks than the lines have', () => {
  expect(fence(['a', '```', '````b'], 'yaml')).toBe('`````yaml\na\n```\n````b\n`````')
  expect(fence([], 'suggestion')).toBe('```suggestion\n```')
})

describe('table', () => {
  it('has as many cells in each row as in its header', () => {
    fc.assert(
      fc.property(HOSTILE, HOSTILE, (one, two) => {
        const [, , row = '', ...more] = table(
          ['A', 'B'],
          [tableRow([code(one), escape(two)])],
        ).split('\n')
        expect(more).toEqual([])
        expect(row.match(/(?<!\\)\|/g)).toHaveLength(3)
        expect(row).not.toMatch(/\\\\\|/)
      }),
    )
  })
})

it('links to an address that cannot end early', () => {
  expect(link('`a`', 'https://h/a(b) c')).toBe('[`a`](https://h/a%28b%29c)')
})

it('fits whole parts and counts the rest', () => {
  expect(fit(['aa', 'bb', 'cc'], 6)).toEqual({ parts: ['aa', 'bb'], omitted: 1 })
  expect(fit(['é'], 2, (text) => Buffer.byteLength(text))).toEqual({ parts: [], omitted: 1 })
})

it('never cuts a character in two', () => {
  expect(truncate('a😀b', 3)).toBe('a…')
  expect(truncate('abc', 3)).toBe('abc')
  expect(makeVisible('\u0007\u009b')).toBe('␇\\u{9b}')
})

describe('marker', () => {
  const finding = {
    kind: 'finding',
    rule: 'nodes-made-public',
    fingerprint: '0af3',
    handle: 'b1',
  } as const

  it('is read from the last line', () => {
    expect(parseMarker(`text\n${renderMarker(finding)}\n`)).toEqual(finding)
    expect(parseMarker(`text\r\n${renderMarker({ kind: 'summary' })}`)).toEqual({ kind: 'summary' })
    expect(parseMarker(`${renderMarker(finding)}\nquoted above`)).toBeUndefined()
    expect(parseMarker('')).toBeUndefined()
  })

  it('tells what was fixed, and which run wrote a summary', () => {
    const run = { kind: 'summary', head: 'abc1', run: 12, id: 3456, wasFound: true } as const
    const refused = { kind: 'summary', refused: ['a1', 'b2'] } as const
    for (const marker of [{ ...finding, state: 'fixed' } as const, run, refused]) {
      expect(parseMarker(renderMarker(marker))).toEqual(marker)
    }
    expect(renderMarker(run)).toBe(
      '<!-- cortex-review:v1 summary head=abc1 run=12 id=3456 found -->',
    )
  })

  it('cannot be ended by a value', () => {
    const hostile = { rule: 'a--> <b>', fingerprint: 'zz--0', handle: '-->1' }
    const marker = renderMarker({ kind: 'finding', ...hostile })
    expect(marker).toBe('<!-- cortex-review:v1 rule=a-b fp=0 h=1 -->')
    expect(renderMarker({ kind: 'summary', head: '--><b>a' })).toBe(
      '<!-- cortex-review:v1 summary head=ba -->',
    )
  })
})
