import { describe, expect, it } from '@jest/globals'
import { Ajv } from 'ajv'
import * as fc from 'fast-check'
import { parse, stringify } from 'yaml'
import type { RuleMeta } from '../../src/review/rule.ts'
import { settingsSchema } from '../../src/settings/schema.ts'
import { checkSettings, parseSettings } from '../../src/settings/settings.ts'
import { UserError } from '../../src/settings/user-error.ts'
import { runs } from '../runs.ts'

const META = { category: 'capacity', severity: 'warning', summary: 'A', why: 'B' } as const
const RULES: readonly RuleMeta[] = [
  {
    ...META,
    id: 'queue-length-raised',
    options: { factor: { default: 2, minimum: 1, description: 'C' } },
  },
  { ...META, id: 'image-tag-mutable' },
]

const read = (text: string) => parseSettings(text, '.github/cortex-review.yml', RULES)

function problemsOf(text: string): readonly string[] {
  try {
    read(text)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return error.message.split('\n').map((line) => line.replace('.github/cortex-review.yml:', ''))
  }
  return []
}

describe('parseSettings', () => {
  it('reads every setting', () => {
    const settings = read(`
paths: ['**/*.yaml', apis/iris.cfg]
paths-ignore:
  - test/**
dev-paths: [staging/**]
fail-on: warning
rules:
  image-tag-mutable: off
  queue-length-raised:
    severity: info
    factor: 1.5
overrides:
  - paths: [dev/**]
    rules: { image-tag-mutable: error }
cortex-version: 0.40
clusters:
  - cluster: clusters/prod.yaml
    apis: [apis/**]
comments: false
max-comments: 5
comment-severity: info
comment-summary: never
drafts: skip
approvers: [octocat, a_corp]
self-approval: true
`)

    expect(settings).toEqual({
      paths: ['**/*.yaml', 'apis/iris.cfg'],
      pathsIgnore: ['test/**'],
      devPaths: ['staging/**'],
      failOn: 'warning',
      rules: {
        'image-tag-mutable': { severity: 'off' },
        'queue-length-raised': { severity: 'info', options: { factor: 1.5 } },
      },
      overrides: [{ paths: ['dev/**'], rules: { 'image-tag-mutable': { severity: 'error' } } }],
      cortexVersion: { from: 40, to: 40 },
      clusters: [{ cluster: 'clusters/prod.yaml', apis: ['apis/**'] }],
      comments: false,
      maxComments: 5,
      commentSeverity: 'info',
      commentSummary: 'never',
      drafts: 'skip',
      approvers: ['octocat', 'a_corp'],
      selfApproval: true,
    })
  })

  it.each([
    ['an empty file', ''],
    ['comments only', '# nothing yet\n'],
    ['keys without values', 'rules:\nfail-on:\npaths: ~\n'],
    ['an empty map', '{}\n'],
  ])('sets nothing for %s', (_name, text) => {
    expect(read(text)).toEqual({})
  })

  it('takes a rule without settings as unset', () => {
    expect(read('rules:\n  image-tag-mutable:\n')).toEqual({ rules: {} })
    expect(read('rules:\n  image-tag-mutable:\n    severity:\n')).toEqual({
      rules: { 'image-tag-mutable': {} },
    })
  })

  it.each([
    ['fail-om: error', '1:1: unknown setting `fail-om`; did you mean `fail-on`?'],
    [
      'fail-on: eror',
      '1:10: `fail-on`: expected `error`, `warning`, `info`, or `never`, found `eror`; did you mean `error`?',
    ],
    [
      'rules:\n  image-tag-mutabel: off',
      '2:3: `rules`: unknown rule `image-tag-mutabel`; did you mean `image-tag-mutable`?',
    ],
    [
      'rules:\n  zzz: off',
      '2:3: `rules`: unknown rule `zzz`; run `cortex-review rules` to list all rules.',
    ],
    [
      'rules:\n  image-tag-mutable: warn',
      '2:22: `rules.image-tag-mutable`: expected `off`, `info`, `warning`, or `error`, found `warn`; did you mean `warning`?',
    ],
    [
      'rules:\n  image-tag-mutable: false',
      '2:22: `rules.image-tag-mutable`: expected `off`, `info`, `warning`, or `error`, found `false`.',
    ],
    [
      'rules:\n  queue-length-raised:\n    factr: 2',
      '3:5: `rules.queue-length-raised`: unknown setting `factr`; did you mean `factor`?',
    ],
    [
      'rules:\n  queue-length-raised:\n    factor: 0.5',
      '3:13: `rules.queue-length-raised.factor`: expected a number of at least 1, found `0.5`.',
    ],
    [
      'rules:\n  image-tag-mutable:\n    factor: 2',
      '3:5: `rules.image-tag-mutable`: unknown setting `factor`; use `severity`.',
    ],
    ['paths: a.yaml', '1:8: `paths`: expected a list of glob patterns, found `a.yaml`.'],
    ['paths:\n  - 8080', '2:5: `paths`: expected a glob pattern, found `8080`; put it in quotes.'],
    ["paths: ['!a']", '1:9: `paths`: `!a` starts with `!`; list files to skip in `paths-ignore`.'],
    [
      'cortex-version: 1.2',
      '1:17: `cortex-version`: expected a version of Cortex from `0.1` to `0.42`, found `1.2`.',
    ],
    ['max-comments: 101', '1:15: `max-comments`: expected an integer from 0 to 100, found `101`.'],
    ['comments: yes', '1:11: `comments`: expected `true` or `false`, found `yes`.'],
    ['overrides: {}', '1:12: `overrides`: expected a list of maps, found a map.'],
    ['overrides:\n  - paths: [a]', '2:5: `overrides`: lacks the key `rules`.'],
    [
      'overrides:\n  - paths: []\n    rules: {}',
      '2:12: `overrides.paths`: expected at least one glob pattern, found an empty list.',
    ],
    [
      'approvers: octocat',
      '1:12: `approvers`: expected a list of GitHub usernames and teams, found `octocat`.',
    ],
    [
      'approvers: [1234]',
      '1:13: `approvers`: expected a GitHub username, found `1234`; put it in quotes.',
    ],
    [
      'approvers: [acme/sre]',
      '1:13: `approvers`: expected a GitHub username such as `octocat`, a team such as `@acme/platform`, or `code-owners`, found `acme/sre`.',
    ],
    ['- paths', '1:1: expected a map, found a list.'],
  ])('points at what is wrong in %j', (text, problem) => {
    expect(problemsOf(text)).toEqual([problem])
  })

  it('finds all problems, in the order of the file', () => {
    const problems = problemsOf('comments: 1\nfail-on: x\nrules:\n  a: off\npaths: {}\n')

    expect(problems.map((problem) => problem.split(' ', 1)[0])).toEqual([
      '1:11:',
      '2:10:',
      '4:3:',
      '5:8:',
    ])
  })

  it('refuses a file that is no YAML, and a key that is written twice', () => {
    expect(problemsOf('paths: [a')).toHaveLength(1)
    expect(problemsOf('fail-on: info\nfail-on: error\n')[0]).toMatch(/^2:1: /)
  })

  it('keeps a long or many-lined value out of the message', () => {
    const [problem = ''] = problemsOf(`fail-on: "${'x'.repeat(5000)}\\n::error::"`)

    expect(problem.length).toBeLessThan(250)
  })

  it('knows the rules about ignore comments by itself', () => {
    const text = 'rules:\n  ignore-unused: off\n'

    expect(read(text)).toEqual({ rules: { 'ignore-unused': { severity: 'off' } } })
    expect(validate(parse(text))).toBe(true)
  })

  it('takes no name of a prototype for a rule or a setting', () => {
    expect(problemsOf('rules:\n  __proto__: off\n  toString: off\n')).toHaveLength(2)
    expect(problemsOf('constructor: 1\n')).toHaveLength(1)
  })
})

const validate = new Ajv({ strict: true }).compile(settingsSchema(RULES))
const isAccepted = (text: string) => problemsOf(text).length === 0

describe('settingsSchema', () => {
  it.each([
    '',
    'paths: [a]',
    'paths: []',
    'paths: [1]',
    "paths: ['!a']",
    "paths: ['']",
    'paths: a',
    'fail-on: never',
    'fail-on: off',
    'fail-on: Error',
    'fail-on:',
    'rules: {image-tag-mutable: off}',
    'rules: {image-tag-mutable: "off"}',
    'rules: {image-tag-mutable: no}',
    'rules: {image-tag-mutable: {severity: off, factor: 1}}',
    'rules: {queue-length-raised: {factor: 1}}',
    'rules: {queue-length-raised: {factor: .inf}}',
    'rules: {queue-length-raised: {factor: "1"}}',
    'rules: {queue-length-raised: 2}',
    'rules: []',
    'overrides: [{paths: [a], rules: {}}]',
    'overrides: [{paths: [a], rules: }]',
    'overrides: [{paths: [a], rules: {}, x: 1}]',
    'overrides: [null]',
    'clusters: [{cluster: a, apis: [b]}]',
    'clusters: [{cluster: "", apis: [b]}]',
    'cortex-version: 0.42',
    'cortex-version: "0.42.1"',
    'cortex-version: 0.43',
    'cortex-version: 0.42.x',
    'cortex-version: [0.42]',
    'comments: on',
    'comments: True',
    'max-comments: 100',
    'max-comments: 1.5',
    'max-comments: "3"',
    'comment-summary: always',
    'drafts: skip',
    'drafts: no',
    'approvers: [octocat, "1234"]',
    'approvers: [1234]',
    'approvers: [acme/sre]',
    'approvers: octocat',
    'self-approval: true',
    'github-token: abc',
    'null',
    '3',
    '[]',
  ])('judges %j as the parser does', (text) => {
    expect(validate(parse(text))).toBe(isAccepted(text))
  })

  it('judges any data as the parser does', () => {
    const numRuns = runs(1000)
    const word = fc.constantFrom('off', 'error', 'never', 'no', '0.42', '**', '!a', '', 'x', '1')
    const scalar = fc.oneof(
      word,
      fc.integer({ min: -2, max: 120 }),
      fc.boolean(),
      fc.constant(null),
    )
    const keys = fc.constantFrom(
      'paths',
      'rules',
      'severity',
      'factor',
      'queue-length-raised',
      'image-tag-mutable',
      'cluster',
      'apis',
      'other',
    )
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        scalar,
        fc.dictionary(keys, tie('tree'), { maxKeys: 3 }),
        fc.array(tie('tree'), { maxLength: 3 }),
      ),
    }))
    const severity = fc.constantFrom('off', 'info', 'warning', 'error')
    const paths = fc.array(fc.constantFrom('**', 'apis/*.yaml', 'a'), { maxLength: 2 })
    const factor = fc.integer({ min: -1, max: 4 })
    const rules = fc.record(
      {
        'image-tag-mutable': severity,
        'queue-length-raised': fc.oneof(severity, fc.record({ severity, factor })),
      },
      { requiredKeys: [] },
    )
    const orAny = <T>(usual: fc.Arbitrary<T>) =>
      fc.oneof({ arbitrary: usual, weight: 6 }, { arbitrary: tree, weight: 1 })
    const all = fc.record({
      paths: orAny(paths),
      'fail-on': orAny(severity),
      rules: orAny(rules),
      overrides: orAny(fc.array(fc.record({ paths, rules }), { maxLength: 2 })),
      clusters: orAny(fc.array(fc.record({ cluster: fc.string(), apis: paths }))),
      'cortex-version': orAny(fc.constantFrom('0.42', '0.9.3', '0.43', 0.31, 0.5, 1)),
      comments: orAny(fc.boolean()),
      'max-comments': orAny(fc.integer({ min: -1, max: 101 })),
      other: tree,
    })
    const names = fc.uniqueArray(
      fc.constantFrom(
        'paths',
        'fail-on',
        'rules',
        'overrides',
        'clusters',
        'cortex-version',
        'comments',
        'max-comments',
        'other',
      ),
      { maxLength: 2 },
    )
    const settings = fc
      .tuple(all, names)
      .map(([values, picked]) =>
        Object.fromEntries(
          Object.entries(values).filter(([name]) => picked.some((one) => one === name)),
        ),
      )
    let accepted = 0

    fc.assert(
      fc.property(settings, (data) => {
        expect(isAccepted(stringify(data))).toBe(validate(data))
        if (validate(data)) accepted += 1
      }),
      { numRuns },
    )
    // The test says something of both answers.
    expect(accepted).toBeGreaterThan(numRuns / 5)
    expect(accepted).toBeLessThan((numRuns * 4) / 5)
  })

  it.each([
    'rules: {"image-*": error, "category:capacity": {severity: off}, "*": info}',
    'rules: {"category:cost": off}',
    'rules: {"category:*": off}',
    'rules: {"image-*": {factor: 2}}',
  ])('judges %j as the parser does, too', (text) => {
    expect(validate(parse(text))).toBe(isAccepted(text))
  })

  it('names the category that was meant, and the wildcard that matches nothing', () => {
    const given = 'rules:\n  category:capacty: off\n  immage-*: off\n'
    expect(checkSettings(given, RULES).problems.map(({ message }) => message)).toEqual([
      '`rules`: unknown category `category:capacty`; did you mean `category:capacity`?',
      '`rules`: no rule matches `immage-*`; run `cortex-review rules` to list all rules.',
    ])
  })

  it('describes each setting and each rule', () => {
    const { definitions } = settingsSchema(RULES)

    expect(definitions).toMatchObject({
      settings: {
        properties: {
          'fail-on': { default: 'error', description: expect.stringContaining('fails') },
        },
      },
      rules: { properties: { 'image-tag-mutable': { description: 'A. Usually `warning`.' } } },
    })
  })
})
