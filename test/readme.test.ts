import { cpSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { COMMANDS, parseArguments } from '../src/cli/arguments.ts'
import { rules } from '../src/rules/index.ts'
import { parseSettings } from '../src/settings/settings.ts'
import { buildCli, type RunCli } from './cli/run.ts'
import { createRepository, type TestRepository } from './git/repository.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const README = read('README.md')

const blocks = [...README.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(
  ([, language = '', text = '']) => ({ language, text }),
)
const yaml = blocks.filter(({ language }) => language === 'yaml').map(({ text }) => text)
const workflows = yaml.filter((text) => 'jobs' in parse(text))
const settings = yaml.filter((text) => 'fail-on' in parse(text))
const hooks = yaml.filter((text) => 'repos' in parse(text))
const ignores = yaml.filter((text) => text.includes('cortex-review: ignore['))
const commands = blocks.filter(({ language }) => language === '').map(({ text }) => text.trim())

const CLUSTER = `cluster_name: prod
region: us-east-1
node_groups:
  - name: cpu
    instance_type: m5.large
`

let cli: RunCli
let repository: TestRepository
beforeAll(async () => {
  cli = await buildCli()
}, 60_000)
beforeEach(() => {
  repository = createRepository()
})
afterEach(() => repository.remove())

/** Runs what the README writes as `node dist/cli.js …` in the test's repository. */
function runLine(line: string) {
  return cli(repository.root, line.replace('node dist/cli.js ', '').split(' '))
}

function readWritten(path: string): string {
  return readFileSync(join(repository.root, path), 'utf8')
}

it('begins with three sentences, a picture and two commands', () => {
  const [start = ''] = README.split('\n## ')
  const [title, text = '', picture, ...rest] = start.trim().split('\n\n')

  expect(title).toBe('# Cortex Review')
  // Sentences end before a capital letter: `cluster.yaml` has a dot, too.
  expect(text.split(/\.\s+(?=[A-Z])/)).toHaveLength(3)
  expect(picture).toMatch(/^<picture>[^]*<img alt=".+" src="docs\/images\/.+\.png"[^]*<\/picture>$/)
  expect(rest.filter((part) => part.startsWith('```'))).toEqual([
    '```\nnode dist/cli.js demo\n```',
    '```\nnpm ci && npm test\n```',
  ])
})

it('is short, and what it is comes first', () => {
  const lines = README.trimEnd().split('\n')
  expect(lines.length).toBeLessThanOrEqual(180)
  expect(lines.indexOf('## Quick start')).toBeLessThan(40)
})

it('has no block that is not tested here', () => {
  const known = [...workflows, ...settings, ...hooks, ...ignores]
  expect(yaml.toSorted()).toEqual(known.toSorted())
  expect(blocks).toHaveLength(yaml.length + commands.length)
})

describe('its commands', () => {
  it('are these', () => {
    expect(commands).toEqual([
      'node dist/cli.js demo',
      'npm ci && npm test',
      'node dist/cli.js review',
    ])
  })

  it('`demo` shows a review and needs nothing', () => {
    const { code, out, err } = runLine('node dist/cli.js demo')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('error[operator-load-balancer-public]')
    expect(out).toContain('```suggestion')
  })

  it('`npm ci && npm test` is what CI runs', () => {
    expect(JSON.parse(read('package.json')).scripts.test).toContain('jest')
    const steps = read('.ci/run').split(/\n */)
    expect(steps).toEqual(expect.arrayContaining(['npm ci', 'npm test']))
  })

  it('`review` says what changed, with the exit codes of the table', () => {
    cpSync(join(ROOT, 'examples/before'), repository.root, { recursive: true })
    repository.commit({})
    expect(runLine('node dist/cli.js review').code).toBe(0)

    cpSync(join(ROOT, 'examples/after'), repository.root, { recursive: true })
    expect(runLine('node dist/cli.js review')).toMatchObject({ code: 1, err: '' })
    expect(runLine('node dist/cli.js review --basis main').code).toBe(2)
  })

  it('`init` writes the workflow that the README shows, and settings', () => {
    expect(README).toContain('run `node dist/cli.js init`')
    expect(runLine('node dist/cli.js init').code).toBe(0)

    expect(readWritten('.github/workflows/cortex-review.yml')).toBe(workflows[0])
    expect(parseSettings(readWritten('.github/cortex-review.yml'), '', rules)).toEqual({})
  })

  it('are all commands of the command line', () => {
    const named = [...README.matchAll(/(?:dist\/cli\.js|`cortex-review) (\w+)/g)]
    expect(
      named.map(([, name]) => name).filter((name) => !COMMANDS.some((known) => known === name)),
    ).toEqual([])
  })
})

describe('its workflows', () => {
  it('are one for pull requests', () => {
    expect(workflows.map((text) => Object.keys(parse(text).on))).toEqual([
      ['pull_request', 'merge_group'],
    ])
  })
})

describe('its settings', () => {
  it('are understood', () => {
    expect(settings).toHaveLength(1)
    for (const text of settings) {
      expect(parseSettings(text, '.github/cortex-review.yml', rules)).toMatchObject({
        failOn: 'error',
        clusters: [{ cluster: 'prod/cluster.yaml' }],
      })
    }
  })

  it('accept a risk as the example does', () => {
    repository.commit({ 'cluster.yaml': `${CLUSTER}operator_load_balancer_scheme: internal\n` })
    repository.write({ 'cluster.yaml': CLUSTER + ignores.join('\n') })

    const { findings, ignored } = JSON.parse(runLine('node dist/cli.js review --format json').out)
    expect(ignores).toHaveLength(1)
    expect(findings).toEqual([])
    expect(ignored).toMatchObject([{ reason: 'reached through a VPN only' }])
  })
})

describe('the pre-commit hook', () => {
  const offered: readonly { id: string; entry: string }[] = parse(read('.pre-commit-hooks.yaml'))

  it('is offered under its id, at the version of the package', () => {
    const { version } = JSON.parse(read('package.json'))
    const [{ repos }] = hooks.map((text) => parse(text))
    expect(repos).toMatchObject([{ rev: `v${version}`, hooks: [{ id: offered[0]?.id }] }])
  })

  it('runs a command that exists, on what is not committed yet', () => {
    const [command = '', ...args] = (offered[0]?.entry ?? '').split(' ')
    expect(JSON.parse(read('package.json')).bin).toHaveProperty(command)
    expect(parseArguments(args)).toMatchObject({ kind: 'run', command: 'review' })

    repository.commit({ 'README.md': '# Shop\n' })
    cpSync(join(ROOT, 'examples/after'), repository.root, { recursive: true })
    repository.git('add', '-A')
    expect(cli(repository.root, args).code).toBe(1)
  })
})

it('shows pictures that exist', () => {
  const pictures = [...README.matchAll(/(?:src|srcset)="([^"]+)"/g)].map(([, path = '']) => path)
  expect(pictures.length).toBeGreaterThan(0)
  expect(pictures.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
})
