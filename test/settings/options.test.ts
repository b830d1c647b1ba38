import { describe, expect, it } from '@jest/globals'
import type { RuleMeta } from '../../src/review/rule.ts'
import { ALL_FIELDS, DEFAULT_OPTIONS, FIELDS } from '../../src/settings/fields.ts'
import { parseFlags, parseInputs, resolveOptions } from '../../src/settings/options.ts'
import { UserError } from '../../src/settings/user-error.ts'

const RULES: readonly RuleMeta[] = ['image-tag-mutable', 'queue-length-raised'].map((id) => ({
  id,
  category: 'capacity',
  severity: 'warning',
  summary: 'A',
  why: 'B',
}))

const inputs = (given: Readonly<Record<string, string>>) =>
  parseInputs((name) => given[name] ?? '', RULES)

const flags = (given: Parameters<typeof parseFlags>[0]) => parseFlags(given, RULES)

function problemsOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
  return ''
}

it('reads wildcards and categories in the lines of an input', () => {
  const rules = 'image-*: off\ncategory:capacity=error\ncategory:latncy: off'
  expect(problemsOf(() => inputs({ rules }))).toContain('unknown category `category:latncy`')
  expect(inputs({ rules: 'image-*: off\ncategory:capacity: error' }).rules).toEqual({
    'image-*': { severity: 'off' },
    'category:capacity': { severity: 'error' },
  })
})

describe('the field table', () => {
  it('names each setting once, in kebab-case, with a description and a place', () => {
    const names = ALL_FIELDS.map(({ name }) => name)

    expect(new Set(names).size).toBe(names.length)
    for (const [key, field] of Object.entries(FIELDS)) {
      expect(field.name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())).toBe(key)
      expect(field.description).toMatch(/^[A-Z].*\.$/)
      expect([field.action, field.file, field.cli].some(Boolean)).toBe(true)
    }
  })

  it('gives each short form once, and each value a name', () => {
    const shorts = ALL_FIELDS.flatMap(({ cli }) => cli?.short ?? [])

    expect(new Set(shorts).size).toBe(shorts.length)
    for (const { cli, type } of ALL_FIELDS) {
      if (cli) expect(cli.value === undefined).toBe(type.label === 'true or false')
    }
  })

  it('has the defaults that hold, and says what holds without one', () => {
    for (const [key, { default: value, otherwise }] of Object.entries<(typeof ALL_FIELDS)[number]>(
      FIELDS,
    )) {
      const held = Object.entries(DEFAULT_OPTIONS).find(([name]) => name === key)?.[1]
      expect(value).toEqual(held)
      if (key !== 'githubToken') expect(value === undefined).toBe(otherwise !== undefined)
    }
  })

  it('can read every input and every option as text', () => {
    const given = ALL_FIELDS.filter(({ action, cli }) => action ?? cli)

    expect(given.filter(({ type }) => !type.fromText)).toEqual([])
  })

  it('has no default in action.yml but the token, which nothing else can supply', () => {
    const withDefault = ALL_FIELDS.filter(({ action }) => typeof action === 'object')

    expect(withDefault.map(({ name }) => name)).toEqual(['github-token'])
  })
})

describe('parseInputs', () => {
  it('takes empty inputs as not set', () => {
    expect(inputs({})).toEqual({})
    expect(inputs({ 'fail-on': '  ', paths: '\n' })).toEqual({})
  })

  it('reads lists by line, and rules', () => {
    const given = inputs({
      paths: '**/*.yaml\n\n  apis/{a,b}/**  \r\n',
      rules: 'image-tag-mutable: off\nqueue-length-raised = error',
      'cortex-version': 'v0.41.0',
      comments: 'False',
      'max-comments': '0',
      'github-token': 'abc',
    })

    expect(given).toEqual({
      paths: ['**/*.yaml', 'apis/{a,b}/**'],
      rules: {
        'image-tag-mutable': { severity: 'off' },
        'queue-length-raised': { severity: 'error' },
      },
      cortexVersion: { from: 41, to: 41 },
      comments: false,
      maxComments: 0,
      githubToken: 'abc',
    })
  })

  it('does not read what is for the command line only', () => {
    expect(inputs({ format: 'nonsense', fix: 'nonsense' })).toEqual({})
  })

  it('names every wrong input, and what would be right', () => {
    const message = problemsOf(() =>
      inputs({
        'fail-on': 'warnings',
        rules: 'image-tag-mutabel: off\nimage-tag-mutable: of\nqueue-length-raised',
        comments: 'no',
        'max-comments': '-1',
        paths: '!a',
        'cortex-version': 'latest',
      }),
    )

    expect(message.split('\n')).toEqual([
      'Input `paths`: `!a` starts with `!`; list files to skip in `paths-ignore`.',
      'Input `fail-on`: expected `error`, `warning`, `info`, or `never`, found `warnings`; did you mean `warning`?',
      'Input `rules`: unknown rule `image-tag-mutabel`; did you mean `image-tag-mutable`?',
      'Input `rules`: `image-tag-mutable`: expected `off`, `info`, `warning`, or `error`, found `of`; did you mean `off`?',
      'Input `rules`: expected `rule-id: severity`, found `queue-length-raised`.',
      'Input `cortex-version`: expected a version of Cortex from `0.1` to `0.42`, found `latest`.',
      'Input `comments`: expected `true` or `false`, found `no`.',
      'Input `max-comments`: expected an integer from 0 to 100, found `-1`.',
    ])
  })
})

describe('parseFlags', () => {
  it('reads repetitions, flags and options without a value', () => {
    const given = flags({
      paths: ['a/**', 'b/**'],
      rules: ['image-tag-mutable=off', 'queue-length-raised=info'],
      format: ['json', 'sarif'],
      fix: true,
      color: false,
      base: 'main',
    })

    expect(given).toEqual({
      paths: ['a/**', 'b/**'],
      rules: {
        'image-tag-mutable': { severity: 'off' },
        'queue-length-raised': { severity: 'info' },
      },
      format: 'sarif',
      fix: 'safe',
      color: false,
      base: 'main',
    })
  })

  it('says which option is wrong', () => {
    expect(problemsOf(() => flags({ format: 'jsn', fix: 'everything' })).split('\n')).toEqual([
      'Option `--format`: expected `pretty`, `concise`, `json`, `sarif`, `markdown`, `annotations`, `gitlab`, `junit`, `rdjson`, `github`, `html`, `audit-json`, or `csv`, found `jsn`; did you mean `json`?',
      'Option `--fix`: expected `safe` or `all`, found `everything`.',
    ])
  })
})

describe('resolveOptions', () => {
  it('has a default for everything', () => {
    expect(resolveOptions({})).toEqual(DEFAULT_OPTIONS)
  })

  it('puts an input before the settings file, and that before the default', () => {
    const options = resolveOptions(inputs({ 'fail-on': 'info' }), {
      failOn: 'never',
      maxComments: 3,
    })

    expect(options).toMatchObject({ failOn: 'info', maxComments: 3, commentSummary: 'on-findings' })
  })

  it('lets given rules hold everywhere, and keeps the others', () => {
    const options = resolveOptions(inputs({ rules: 'image-tag-mutable: error' }), {
      rules: { 'queue-length-raised': { options: { factor: 3 } } },
      overrides: [{ paths: ['a/**'], rules: { 'image-tag-mutable': { severity: 'off' } } }],
    })

    expect(options.rules).toEqual({ 'queue-length-raised': { options: { factor: 3 } } })
    expect(options.overrides.at(-1)).toEqual({
      paths: ['**'],
      rules: { 'image-tag-mutable': { severity: 'error' } },
    })
  })
})
