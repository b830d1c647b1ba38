import { describe, expect, it } from '@jest/globals'
import { Ajv } from 'ajv'
import { DEFAULT_CONFIG } from '../../../src/review/config.ts'
import type { RuleMeta } from '../../../src/review/rule.ts'
import { settingsFor } from '../../../src/review/selection.ts'
import { settingsSchema } from '../../../src/settings/schema.ts'
import { settleSettings } from '../../../src/settings/settle.ts'
import { extendSettings, type Loaded } from '../../../src/settings/shared/extend.ts'
import { nameSource, parseSource } from '../../../src/settings/shared/sources.ts'
import { UserError } from '../../../src/settings/user-error.ts'

const RULES: readonly RuleMeta[] = ['image-moved', 'image-unpinned', 'queue-length-raised'].map(
  (id) => ({
    id,
    category: id.startsWith('image') ? 'reproducibility' : 'latency',
    severity: 'warning',
    summary: 'A',
    why: 'B',
    options: { factor: { default: 2, description: 'C' } },
  }),
)
const OWN = '.github/cortex-review.yml'
const COMMIT = 'c'.repeat(40)

/** Reads settings among files of this repository, and of others by their names in `extends`. */
function extend(text: string, files: Readonly<Record<string, string>> = {}) {
  const load = async (file: Parameters<typeof nameSource>[0]): Promise<Loaded> => {
    const found = files[nameSource(file)]
    if (found === undefined) return { problem: 'does not exist' }
    return { text: found, ...(file.repository !== undefined && { commit: COMMIT }) }
  }
  return extendSettings({ path: OWN, text }, { rules: RULES, load })
}

async function problemOf(run: Promise<unknown>): Promise<string> {
  try {
    await run
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
  return ''
}

describe('what `extends` names', () => {
  it.each([
    ['strict', 'strict'],
    ['policy/base.yml', { path: 'policy/base.yml' }],
    ['./policy/base.yaml', { path: 'policy/base.yaml' }],
    [
      'acme/policy/cortex/base.yml@v1.2',
      { repository: 'acme/policy', path: 'cortex/base.yml', ref: 'v1.2' },
    ],
    [
      'acme/policy/base.yml@feature/x',
      { repository: 'acme/policy', path: 'base.yml', ref: 'feature/x' },
    ],
  ])('%s', (text, expected) => {
    expect(parseSource(text)).toEqual(expected)
    expect(acceptedBySchema(text)).toBe(true)
  })

  it.each([
    'strikt',
    '../base.yml',
    'policy/../../base.yml',
    'policy/..',
    'base.json',
    'https://example.com/base.yml',
    'acme/policy/base.yml@',
    'acme/policy/base.yml@v1..v2',
    'acme/policy/base.yml@v1:x',
    'acme/policy/base.yml@-x',
    'acme/policy/base.yml@HEAD^',
    'acme/../base.yml@v1',
    'acme/policy/../base.yml@v1',
    'base.yml\n',
    '',
  ])('refuses %j', (text) => {
    expect(parseSource(text)).toBeUndefined()
    expect(acceptedBySchema(text)).toBe(false)
  })

  it('is said with its place', async () => {
    expect(await problemOf(extend('extends: [strikt, https://example.com/a.yml]'))).toBe(
      `${OWN}:1:11: \`extends\`: unknown preset \`strikt\`; did you mean \`strict\`?\n` +
        `${OWN}:1:19: \`extends\`: expected a preset, a \`.yml\` file of this repository by its path ` +
        'from the root, or `owner/repo/path.yml@ref`, found `https://example.com/a.yml`.',
    )
  })
})

function acceptedBySchema(text: string): boolean {
  return new Ajv({ allowUnionTypes: true }).compile(settingsSchema(RULES))({ extends: [text] })
}

/** Files that extend each other, one the next. */
const chain = (length: number) =>
  Object.fromEntries(
    Array.from({ length }, (_, at) => [
      `${at + 1}.yml`,
      at + 1 < length ? `extends: [${at + 2}.yml]` : '',
    ]),
  )

const many = (count: number) => Array.from({ length: count }, (_, at) => `f${at}.yml`)

describe('extended settings', () => {
  it('lose to the file, and earlier ones to later ones; rules and overrides are merged', async () => {
    const { settings } = await extend(
      'extends: [strict, a.yml, b.yml]\nrules: {queue-length-raised: error}\n',
      {
        'a.yml':
          'max-comments: 1\nrules: {image-*: off, queue-length-raised: {factor: 3}}\n' +
          'overrides: [{paths: [x], rules: {image-moved: off}}, {paths: [y], rules: {image-moved: info}}]\n',
        'b.yml':
          'max-comments: 2\npaths: [a]\nrules: {image-*: info}\n' +
          'overrides: [{paths: [x], rules: {image-unpinned: error}}]\n',
      },
    )
    expect(settings).toEqual({
      failOn: 'warning',
      incomplete: 'fail',
      commentSeverity: 'info',
      devPaths: [],
      maxComments: 2,
      paths: ['a'],
      rules: {
        'image-*': { severity: 'info' },
        'queue-length-raised': { severity: 'error', options: { factor: 3 } },
      },
      overrides: [
        { paths: ['y'], rules: { 'image-moved': { severity: 'info' } } },
        {
          paths: ['x'],
          rules: { 'image-moved': { severity: 'off' }, 'image-unpinned': { severity: 'error' } },
        },
      ],
    })
  })

  it('are undone by a later preset', async () => {
    const { settings } = await extend('extends: [strict, recommended]')
    expect(settings).toMatchObject({ failOn: 'error', devPaths: DEFAULT_CONFIG.devPaths })
  })

  it('of another repository name files there, at the same commit', async () => {
    const { settings, files } = await extend('extends: [acme/policy/base.yml@v1]', {
      'acme/policy/base.yml@v1': 'extends: [more.yml]\nfail-on: info\n',
      'acme/policy/more.yml@v1': 'max-comments: 3\n',
    })
    expect(settings).toEqual({ failOn: 'info', maxComments: 3 })
    expect(files.map((file) => [nameSource(file), file.commit])).toEqual([
      ['acme/policy/more.yml@v1', COMMIT],
      ['acme/policy/base.yml@v1', COMMIT],
    ])
  })

  it('may be named twice', async () => {
    const { files } = await extend('extends: [a.yml, b.yml]', {
      'a.yml': 'extends: [c.yml]',
      'b.yml': 'extends: [c.yml]',
      'c.yml': 'max-comments: 3',
    })
    expect(files.map(nameSource)).toEqual(['c.yml', 'a.yml', 'b.yml'])
  })

  it('must not go round in circles', async () => {
    const files = { 'a.yml': 'extends: [./b.yml]', 'b.yml': 'extends: [a.yml]' }
    expect(await problemOf(extend('extends: [a.yml]', files))).toBe(
      `The settings files extend each other in a circle: \`${OWN}\` → \`a.yml\` → \`b.yml\` → \`a.yml\`.`,
    )
    expect(await problemOf(extend(`extends: [${OWN}]`))).toContain('in a circle')
  })

  it('must not go too deep, whichever way is found first', async () => {
    expect(await problemOf(extend('extends: [1.yml]', chain(5)))).toBe('')
    expect(await problemOf(extend('extends: [1.yml]', chain(6)))).toBe(
      `The settings files extend each other over more than 5 steps: \`${OWN}\` → \`1.yml\` → ` +
        '`2.yml` → `3.yml` → `4.yml` → `5.yml` → `6.yml`.',
    )
    expect(await problemOf(extend('extends: [2.yml, 1.yml]', chain(6)))).toContain('5 steps')
  })

  it('must not be too many', async () => {
    const files = Object.fromEntries(many(30).map((name) => [name, '']))
    const first = `extends: [${many(19).join()}, all.yml]`
    expect(await problemOf(extend(first, { ...files, 'all.yml': '' }))).toBe('')
    const more = { ...files, 'all.yml': 'extends: [f29.yml]' }
    expect(await problemOf(extend(first, more))).toBe(
      `The settings extend more than 20 files: \`${OWN}\` → \`all.yml\` → \`f29.yml\`.`,
    )
  })

  it('must be there, and be right', async () => {
    expect(await problemOf(extend('extends: [a.yml]'))).toBe(
      `\`a.yml\` does not exist: \`${OWN}\` → \`a.yml\`.`,
    )
    expect(await problemOf(extend('extends: [a.yml]', { 'a.yml': 'fail-on: eror' }))).toContain(
      'a.yml:1:10: `fail-on`',
    )
  })
})

describe('a locked rule', () => {
  const policy = {
    'policy.yml':
      'locked: [image-*]\nrules: {image-moved: error, image-unpinned: {factor: 3}}\nfail-on: warning\n',
  }

  async function severityOf(id: string, own: string, path = 'a.yaml') {
    const { settings } = await extend(`extends: [policy.yml]\n${own}`, policy)
    const rule = RULES.find((each) => each.id === id)
    if (!rule) throw new Error(id)
    const { severity, option, lock } = settingsFor(rule, path, { ...DEFAULT_CONFIG, ...settings })
    return [severity, option('factor'), lock?.by]
  }

  it.each([
    ['image-moved', '', ['error', 2, 'policy.yml']],
    ['image-moved', 'rules: {image-moved: off}', ['error', 2, 'policy.yml']],
    ['image-moved', 'rules: {image-moved: {factor: 9}}', ['error', 2, 'policy.yml']],
    [
      'image-moved',
      'overrides: [{paths: [a.yaml], rules: {"*": off}}]',
      ['error', 2, 'policy.yml'],
    ],
    ['image-unpinned', 'rules: {image-*: info}', [undefined, 3, 'policy.yml']],
    ['image-unpinned', 'rules: {image-unpinned: error}', ['error', 3, 'policy.yml']],
    ['queue-length-raised', 'rules: {queue-length-raised: off}', ['off', 2, undefined]],
  ] as const)('%s with %s', async (id, own, expected) => {
    expect(await severityOf(id, own)).toEqual(expected)
  })

  const settle = (proposed: string, base = 'extends: [policy.yml]') =>
    settleSettings(
      {
        files: [{ path: OWN, text: base }],
        misplaced: [],
        ...(proposed !== '' && { proposed: [{ path: OWN, text: proposed }] }),
      },
      {
        rules: RULES,
        load: async () => ({ text: policy['policy.yml'] }),
        loadProposed: async () => ({ text: policy['policy.yml'] }),
      },
    )

  it('is defended at the place that tries to weaken it', async () => {
    const { problems } = await settle(
      'extends: [policy.yml]\nrules:\n  "image-*": error\n  image-moved: warning\n  image-unpinned: {factor: 4}\n' +
        'overrides:\n  - paths: [dev]\n    rules:\n      category:reproducibility: off\n',
    )
    expect(problems.map(({ range, kind }) => [range.start.line, kind])).toEqual([
      [4, 'locked'],
      [5, 'locked'],
      [9, 'locked'],
    ])
    expect(problems[0]?.message).toBe(
      '`image-moved` has no effect here: the rule is locked in `policy.yml`, and this setting weakens it.',
    )
  })

  it('is noted where the base tries already', async () => {
    const { notes } = await settle('', 'extends: [policy.yml]\nrules: {image-moved: off}')
    expect(notes).toEqual([
      `${OWN}:2:9: \`image-moved\` has no effect here: the rule is locked in \`policy.yml\`, and this setting weakens it.`,
    ])
  })

  it('is no longer one where the change leaves the policy, which the section on policy shows', async () => {
    expect((await settle('rules: {image-moved: off}')).problems).toEqual([])
  })
})

const settleProposed = (proposed: string, asked: string[] = []) =>
  settleSettings(
    {
      files: [{ path: OWN, text: 'extends: [acme/policy/base.yml@v1]' }],
      misplaced: [],
      proposed: [{ path: OWN, text: proposed }],
    },
    {
      rules: RULES,
      load: async () => ({ text: '', commit: COMMIT }),
      loadProposed: async (file) => {
        asked.push(nameSource(file))
        return { problem: 'does not exist' }
      },
    },
  )

describe('settings that a change brings', () => {
  it('are tried with what they extend', async () => {
    const { problems } = await settleProposed('\nextends: [gone.yml]')
    expect(problems).toEqual([
      {
        path: OWN,
        message: `\`gone.yml\` does not exist: \`${OWN}\` → \`gone.yml\`.`,
        range: { start: { line: 2, column: 10 }, end: { line: 2, column: 20 } },
      },
    ])
  })

  it('make nobody read a repository that the base does not name', async () => {
    const asked: string[] = []
    await settleProposed('extends: [acme/secret/base.yml@v1]', asked)
    expect(asked).toEqual([])
    await settleProposed('extends: [Acme/policy/base.yml@v2]', asked)
    expect(asked).toEqual(['Acme/policy/base.yml@v2'])
  })
})
