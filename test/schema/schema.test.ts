import { describe, expect, it } from '@jest/globals'
import type { SchemaProblem } from '../../src/schema/problem.ts'
import { readField } from '../../src/schema/read.ts'
import {
  anything,
  boolean,
  enumeration,
  type Field,
  float,
  integer,
  isKnown,
  keyOrderOf,
  list,
  map,
  orNull,
  string,
  stringMap,
} from '../../src/schema/schema.ts'
import { parseDocument } from '../../src/yaml/document.ts'

interface Shelf {
  readonly name: string
  readonly height: number
  readonly width: number | null
  readonly depth?: number
  readonly wood: string
  readonly isFixed: boolean
  readonly price: number
  readonly books: readonly Book[]
  readonly labels: Readonly<Record<string, string>>
  readonly finish?: string
}

interface Book {
  readonly title: string
}

const book = map<Book>('A book.', {
  title: string('The title.', { required: true, default: '', maxLength: 5 }),
})

const shelf: Field<Shelf> = map<Shelf>(
  'A shelf.',
  {
    name: string('The name.', { required: true, default: '?' }),
    height: integer('The height.', { minimum: 1, maximum: 9, bits: 32, default: 3 }),
    width: orNull(integer('The width.')),
    depth: integer('The depth.', { derive: ({ height }) => Number(height) * 2 }),
    wood: enumeration('The wood.', ['oak', 'pine'], { default: 'pine' }),
    isFixed: boolean('Whether it is fixed.', { default: false }),
    price: float('The price.', { above: 0, default: 1.5 }),
    books: list('The books.', book, { default: [], nullMeans: 'absent', length: { minimum: 1 } }),
    labels: stringMap('Labels.', { value: { minLength: 0 } }, { default: {} }),
    finish: string('The finish.', { since: 5, until: 7, default: 'wax' }),
    notes: anything('Notes.'),
  },
  {
    rules: [
      {
        needs: ['height', 'width'],
        *check({ height, width }) {
          if (width !== null && width > height) {
            yield { code: 'too-wide', at: ['width'], message: 'must be at most the height' }
          }
        },
      },
    ],
  },
)

function read(text: string, version = 9) {
  const problems: SchemaProblem[] = []
  const value = readField(shelf, parseDocument(text).root, {
    version: { from: version, to: version },
    versionName: `version ${version}`,
    report: (problem) => problems.push(problem),
  })
  return {
    value,
    problems: problems.map(({ path, code }) => `${path.join('.')} ${code}`),
    all: problems,
  }
}

const DEFAULTS = {
  name: 'a',
  height: 3,
  width: null,
  depth: 6,
  wood: 'pine',
  isFixed: false,
  price: 1.5,
  books: [],
  labels: {},
}

describe('readField', () => {
  it('fills in defaults, from siblings too', () => {
    expect(read('name: a')).toMatchObject({ value: DEFAULTS, problems: [] })
    expect(read('name: a\nheight: 4').value?.depth).toBe(8)
  })

  it('knows which version has which key', () => {
    expect(read('name: a', 6).value?.finish).toBe('wax')
    expect(read('name: a\nfinish: oil', 6)).toMatchObject({
      value: { finish: 'oil' },
      problems: [],
    })
    expect(read('name: a\nfinish: oil').problems).toEqual(['finish unknown-key'])
    expect(read('name: a\nfinish: oil').all[0]?.message).toBe(
      '`finish` is not a key in version 9: it was removed after 0.7.',
    )
    expect(read('name: a\nfinish: oil', 2).all[0]?.message).toContain('it was added in 0.5')
  })

  it('takes no default of a key that the newest version of a range lacks', () => {
    const document = parseDocument('name: a')
    const value = readField(shelf, document.root, { version: { from: 6, to: 9 } })
    expect(value).toEqual(DEFAULTS)
  })

  it.each([
    ['{}', 'name missing-key'],
    ['name:', 'name null-value'],
    ['name: 5', 'name wrong-type'],
    ['name: ""', 'name empty-text'],
    ['{name: a, height: 0}', 'height out-of-range'],
    ['{name: a, height: 10}', 'height out-of-range'],
    ['{name: a, height: 1.0}', 'height wrong-type'],
    ['{name: a, height: "1"}', 'height wrong-type'],
    ['{name: a, height: 2147483648}', 'height wrong-type'],
    ['{name: a, width: 9223372036854775808}', 'width wrong-type'],
    ['{name: a, wood: Oak}', 'wood not-allowed'],
    ['{name: a, isFixed: "true"}', 'isFixed wrong-type'],
    ['{name: a, price: 0}', 'price out-of-range'],
    ['{name: a, books: []}', 'books too-few-items'],
    ['{name: a, books: {}}', 'books wrong-type'],
    ['{name: a, books: [null]}', 'books.0 null-value'],
    ['{name: a, books: [{}]}', 'books.0.title missing-key'],
    ['{name: a, books: [{title: Ünïx}]}', 'books.0.title too-long'],
    ['{name: a, labels: {b: 1}}', 'labels.b wrong-type'],
    ['{name: a, labels: {1: b}}', 'labels wrong-type'],
    ['{name: a, nam: b}', 'nam unknown-key'],
    ['{name: a, width: 4}', 'width too-wide'],
    ['[]', ' wrong-type'],
  ])('finds what is wrong with %s', (text, problem) => {
    expect(read(text).problems).toEqual([problem])
  })

  it('finds everything that is wrong', () => {
    expect(read('{height: 0, wood: elm, books: [{}, {titel: x}]}').problems).toEqual([
      'name missing-key',
      'height out-of-range',
      'wood not-allowed',
      'books.0.title missing-key',
      'books.1.title missing-key',
      'books.1.titel unknown-key',
    ])
  })

  it('asks no rule about keys that are wrong by themselves', () => {
    expect(read('{name: a, height: 0, width: 4}').problems).toEqual(['height out-of-range'])
  })

  it('counts a value of a wrong type as absent, but keeps lists in step', () => {
    const text = '{name: 5, height: x, wood: elm, books: [{title: ab}, 7, {title: toolong}]}'
    expect(read(text).value).toEqual({
      ...DEFAULTS,
      name: '?',
      books: [{ title: 'ab' }, { title: '' }, { title: 'toolong' }],
    })
  })

  it.each([
    ['{name: a, width: null, books: null}', DEFAULTS],
    ['{name: a, price: 2}', { ...DEFAULTS, price: 2 }],
    ['{name: a, width: 0b11}', { ...DEFAULTS, width: 3 }],
    ['{name: a, notes: [1, {}]}', DEFAULTS],
    [
      '{name: a, labels: {__proto__: b}}',
      { ...DEFAULTS, labels: Object.fromEntries([['__proto__', 'b']]) },
    ],
  ])('takes %s', (text, value) => {
    expect(read(text)).toMatchObject({ value, problems: [] })
  })

  it.each([
    ['name: 5', 'name', '5'],
    ['{name: a, height: "4"}', 'height', 4],
    ['{name: a, isFixed: "true"}', 'isFixed', true],
    ['{name: a, wood: Oak}', 'wood', 'oak'],
  ])('proposes another spelling in %s', (text, key, value) => {
    expect(read(text).all[0]?.fix?.edits).toEqual([{ op: 'set', path: [key], value }])
  })

  it('proposes the key that was meant', () => {
    expect(read('{name: a, hieght: 4}').all[0]).toMatchObject({
      message: '`hieght` is not a key in version 9; the closest key is `height`.',
      fix: { edits: [{ op: 'rename', path: ['hieght'], to: 'height' }] },
    })
  })
})

describe('a table', () => {
  it('gives the order of keys', () => {
    const order = keyOrderOf(shelf)
    expect(order([]).slice(0, 3)).toEqual(['name', 'height', 'width'])
    expect(order(['books', 0])).toEqual(['title'])
    expect([order(['books']), order(['nope', 1]), order(['constructor'])]).toEqual([[], [], []])
  })

  it('knows the versions of a key', () => {
    const finish = string('', { since: 5, until: 7 })
    const known = [4, 5, 7, 8].map((version) => isKnown(finish, { from: version, to: version }))
    expect(known).toEqual([false, true, true, false])
    expect(isKnown(finish, { from: 1, to: 42 })).toBe(true)
  })
})
