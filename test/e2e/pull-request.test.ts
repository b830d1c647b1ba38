import { describe, expect, it } from '@jest/globals'
import { parseMarker } from '../../src/report/comment/marker.ts'
import type { Files } from '../fake-github/git.ts'
import { type StartedGitHub } from '../fake-github/start.ts'
import { parseSuggestion } from '../fake-github/suggestion.ts'
import { BOT, type Pull } from '../fake-github/world.ts'
import { BASE, commentsOf, findingsOf, openPull, RISKY, ruleOf, rulesOf, runOn } from './pulls.ts'
import type { Step, StepResult } from './runner.ts'
import { API, CLUSTER, RISKY_API, RISKY_CLUSTER, RISKY_RULES } from './samples.ts'
import { prepareStage } from './stage.ts'

let action: string
let github: StartedGitHub

prepareStage((stage) => {
  ;({ action, github } = stage)
})

function open(after: Files, before?: Files, options?: { fork?: boolean }): Pull {
  return openPull(github, after, before, options)
}

function run(pull: Pull, more?: Partial<Step>): Promise<StepResult> {
  return runOn(github, action, pull, more)
}

function fingerprintsOf(result: StepResult): string[] {
  return findingsOf(result).map(({ fingerprint }) => fingerprint)
}

/** Presses the buttons one after the other; returns how many lines each one adds. */
async function pressAll(pull: Pull): Promise<number[]> {
  await run(pull)
  const comments = commentsOf(pull).filter(({ body }) => parseSuggestion(body))
  const added: number[] = []
  for (const comment of comments) {
    const { line, startLine, body } = comment
    const marker = parseMarker(body)
    const fingerprint = marker?.kind === 'finding' ? marker.fingerprint : ''
    added.push((parseSuggestion(body) ?? []).length - ((line ?? 0) - (startLine ?? line ?? 0) + 1))
    expect(await github.world.commitSuggestion(pull, comment.id)).toBeUndefined()
    expect(fingerprintsOf(await run(pull))).not.toContain(fingerprint)
  }
  return added
}

async function textAt(commit: string, path: string): Promise<string | undefined> {
  return (await github.world.repository.read(`${commit}:${path}`))?.content.toString()
}

/** Manifests of Kubernetes, in files of their own unless they change those that are old. */
function listForeign(count: number, name: string): Record<string, string> {
  const folder = name === 'new' ? 'new' : 'charts'
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `${folder}/a${at}.yaml`,
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}-${at}\n`,
    ]),
  )
}

describe('a risky pull request', () => {
  it('asks for no file that its patch shows to be foreign', async () => {
    const removed = ['old/values.yaml', 'replicas: 1\nname: old\n'] as const
    const pull = open(
      { ...RISKY, ...listForeign(150, 'new'), [removed[0]]: null },
      { ...BASE, [removed[0]]: removed[1] },
    )
    const result = await run(pull)
    expect(rulesOf(result)).toEqual(expect.arrayContaining(RISKY_RULES))
    expect(github.countCalls()).toEqual({ reads: 4, writes: 2 })
    const asked = JSON.stringify(github.log.filter(({ path }) => path === '/graphql'))
    expect(asked).not.toContain('"o42"')
  })

  it.each([
    ['new', 318],
    ['changed', 290],
  ])('makes one query for %s files of which none is Cortex’s', async (name, count) => {
    const pull = open(listForeign(count, name), { ...BASE, ...listForeign(290, 'old') })
    const result = await run(pull)
    expect([result.exitCode, rulesOf(result)]).toEqual([0, []])
    expect(github.log.filter(({ path }) => path === '/graphql')).toHaveLength(1)
  })

  it('gets comments with suggestions, a summary and a failing check', async () => {
    const pull = open(RISKY)
    const result = await run(pull)

    expect(result.exitCode).toBe(1)
    expect(rulesOf(result)).toEqual(expect.arrayContaining(RISKY_RULES))
    expect(result.outputs).toMatchObject({ conclusion: 'failure', 'ignored-count': '0' })
    // Files, the paths of the repository, one query, the head; a review and a summary.
    expect(github.countCalls()).toEqual({ reads: 4, writes: 2 })

    expect(pull.reviews).toMatchObject([{ user: BOT, state: 'COMMENTED', commitId: pull.head }])
    expect(commentsOf(pull).map(ruleOf)).toEqual(expect.arrayContaining(RISKY_RULES))
    const suggestions = commentsOf(pull).filter(({ body }) => parseSuggestion(body))
    expect(suggestions.map(ruleOf)).toEqual(
      expect.arrayContaining(['operator-load-balancer-public', 'queue-length-raised']),
    )
    expect(pull.comments).toHaveLength(1)
    expect(parseMarker(pull.comments[0]?.body ?? '')).toEqual({
      kind: 'summary',
      head: pull.head,
      run: 1,
      id: 1,
      wasFound: true,
    })
    expect(result.summary).toContain('`operator_load_balancer_scheme` changed to `internet-facing`')
    // What has a comment needs no annotation: there is only the step's own failure.
    expect(result.annotations).toMatchObject([{ level: 'error', properties: {} }])
  })

  it('is left alone by a second run on the same commit', async () => {
    const pull = open(RISKY)
    const first = await run(pull)
    github.countCalls()
    const second = await run(pull)
    expect(github.countCalls()).toEqual({ reads: 3, writes: 0 })
    expect(second.outputs).toEqual(first.outputs)
    expect(second.summary).toBe(first.summary)
  })

  it('passes if nothing is to fail it', async () => {
    const result = await run(open(RISKY), { inputs: { 'fail-on': 'never' } })
    expect([result.exitCode, result.outputs['conclusion']]).toEqual([0, 'success'])
  })

  it('gets no second comment after an unrelated push, and a summary of what is left', async () => {
    const pull = open(RISKY)
    await run(pull)
    github.world.pushFiles(pull, { 'README.md': 'new\n', 'prod/cluster.yaml': CLUSTER })
    const result = await run(pull)
    expect(rulesOf(result)).toEqual(['queue-length-raised', 'readiness-probe-removed'])
    expect(pull.reviews).toHaveLength(1)
    expect(pull.comments).toMatchObject([{ edits: 1 }])
  })
})

describe('every suggestion that is posted', () => {
  it.each([
    ['a file with LF', (text: string) => text],
    ['a file with CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a file without a line break at its end', (text: string) => text.trimEnd()],
  ])('takes its finding away when it is committed, in %s', async (_name, shape) => {
    const before = Object.fromEntries(Object.entries(BASE).map(([p, text]) => [p, shape(text)]))
    const after = Object.fromEntries(Object.entries(RISKY).map(([p, text]) => [p, shape(text)]))
    const pull = open(after, before)
    const added = await pressAll(pull)

    // Two lines replaced, a node group and a probe inserted: the base is back, byte for byte.
    expect(added.toSorted((a, b) => a - b)).toEqual([0, 0, 4, 4])
    for (const path of Object.keys(RISKY)) {
      expect(await textAt(pull.head, path)).toBe(await textAt(pull.base, path))
    }
  })

  it('may delete a line', async () => {
    const list = `${CLUSTER}
api_load_balancer_scheme: internet-facing
api_load_balancer_cidr_white_list:
  - 10.0.0.0/8
  - 192.0.2.0/24
`.replace('api_load_balancer_scheme: internal\n', '')
    const wider = list.replace('  - 192.0.2.0/24\n', '  - 192.0.2.0/24\n  - 0.0.0.0/0\n')
    const pull = open({ 'prod/cluster.yaml': wider }, { ...BASE, 'prod/cluster.yaml': list })
    expect(await pressAll(pull)).toEqual([-1])
    expect(await textAt(pull.head, 'prod/cluster.yaml')).toBe(list)
  })
})

describe('a pull request without Cortex files', () => {
  it.each<[string, Files]>([
    ['text', { 'README.md': '# New\n' }],
    ['other YAML', { 'ci.yaml': 'on: push\njobs: {}\n', 'README.md': '# New\n' }],
  ])('succeeds with two reads and no write: %s', async (_name, files) => {
    const pull = open(files)
    const result = await run(pull)
    expect([result.exitCode, result.outputs['conclusion']]).toEqual([0, 'success'])
    expect(github.countCalls()).toEqual({ reads: 2, writes: 0 })
    expect(result.annotations).toEqual([])
  })
})

describe('a clean pull request', () => {
  it('gets no comment', async () => {
    const pull = open({ 'prod/cortex.yaml': API.replace('max_replicas: 10', 'max_replicas: 12') })
    const result = await run(pull)
    expect([result.exitCode, rulesOf(result)]).toEqual([0, []])
    expect(github.countCalls()).toEqual({ reads: 3, writes: 0 })
  })

  it('gets a summary if the settings of the base want one, not those of the head', async () => {
    const file = '.github/cortex-review.yml'
    const change = { 'prod/cortex.yaml': `${API}# tidy\n` }
    const wanted = open(change, { ...BASE, [file]: 'comment-summary: always\n' })
    await run(wanted)
    expect(wanted.comments).toHaveLength(1)

    const risky = open({ ...RISKY, [file]: 'fail-on: never\n' })
    expect((await run(risky)).exitCode).toBe(1)
  })
})

describe('a fork', () => {
  it('gets annotations, a job summary and the same verdict', async () => {
    const trusted = await run(open(RISKY))
    github.countCalls()
    const pull = open(RISKY, BASE, { fork: true })
    const result = await run(pull, { token: 'readOnly' })

    expect(github.countCalls()).toEqual({ reads: 4, writes: 1 })
    expect([pull.reviews, pull.comments]).toEqual([[], []])
    expect(result.exitCode).toBe(trusted.exitCode)
    expect(result.outputs).toEqual(trusted.outputs)
    const titles = result.annotations.map(({ properties }) => properties['title'])
    expect(titles).toEqual(expect.arrayContaining(RISKY_RULES))
    const notices = result.annotations.filter(({ level }) => level === 'notice')
    expect(notices.map(({ message }) => message)).toEqual([
      expect.stringContaining('the token is read-only for pull requests from forks'),
    ])
    expect(result.summary).toMatch(/^\d+ findings · /m)
  })
})

describe('large pull requests', () => {
  it('of 120 files come in pages, and only the limit of comments is posted', async () => {
    const names = Array.from({ length: 120 }, (_, index) => `apis/a${index}/cortex.yaml`)
    const named = (text: string) =>
      Object.fromEntries(names.map((name, at) => [name, text.replace('recommend', `api-${at}`)]))
    const pull = open(named(RISKY_API), named(API))
    const result = await run(pull)

    expect(JSON.parse(result.outputs['findings'] ?? '').length).toBeGreaterThanOrEqual(240)
    expect(commentsOf(pull)).toHaveLength(25)
    // The list of files, the paths of the repository, three batches of blobs, the head; a review and
    // a summary.
    expect(github.countCalls()).toEqual({ reads: 6, writes: 2 })

    github.countCalls()
    await run(pull)
    expect(github.countCalls()).toEqual({ reads: 5, writes: 0 })
  })
})

describe('files of every kind', () => {
  it('renamed: the comments are on the new name', async () => {
    const pull = open({
      'prod/cluster.yaml': null,
      'live/clüster "1".yaml': RISKY_CLUSTER,
    })
    const result = await run(pull)
    expect(rulesOf(result)).toContain('operator-load-balancer-public')
    expect(new Set(commentsOf(pull).map(({ path }) => path))).toEqual(
      new Set(['live/clüster "1".yaml']),
    )
  })

  it('without a patch: the comments are on the file', async () => {
    github.world.behaviour.omitPatch = (path) => path === 'prod/cluster.yaml'
    const pull = open(RISKY)
    const result = await run(pull)
    expect(rulesOf(result)).toEqual(expect.arrayContaining(RISKY_RULES))
    const onFile = commentsOf(pull).filter(({ subjectType }) => subjectType === 'file')
    expect(onFile.map(ruleOf)).toContain('operator-load-balancer-public')
    expect(new Set(onFile.map(({ path }) => path))).toEqual(new Set(['prod/cluster.yaml']))
    expect(pull.reviews.map(({ state }) => state)).toEqual(['COMMENTED'])
    expect(pull.comments[0]?.body).toMatch(/\(\d+ in comments\)/)
    // Besides the usual: what adds the comments to the review.
    expect(github.countCalls()).toEqual({ reads: 4, writes: 3 })
  })

  it('removed: no comment fails', async () => {
    const pull = open({ 'prod/cluster.yaml': null })
    expect((await run(pull)).outputs['conclusion']).toBe('success')
  })

  it('broken: a comment says so', async () => {
    const pull = open({ 'prod/cluster.yaml': `${CLUSTER}\n  broken: [\n` })
    expect(rulesOf(await run(pull))).toContain('yaml-invalid')
    expect(commentsOf(pull).map(ruleOf)).toContain('yaml-invalid')
  })
})

describe('hostile pull requests', () => {
  const NAME = '@acme/team <img src=x> #1 ::error::x'
  const PATH = '::error::x, ##[add-mask]e @acme/team.yaml'

  it('cannot speak through names, values or paths', async () => {
    const hostile = RISKY_API.replace('name: recommend', `name: "${NAME}"`)
    const before = { [PATH]: API.replace('name: recommend', `name: "${NAME}"`) }
    const pull = open({ [PATH]: hostile }, before)
    const result = await run(pull, { token: 'readOnly' })
    const readable = open({ [PATH]: hostile }, before)
    await run(readable)

    const bodies = [...commentsOf(readable), ...readable.comments].map(({ body }) => body)
    expect(bodies.length).toBeGreaterThanOrEqual(2)
    for (const body of [...bodies, result.summary]) {
      const prose = body.replaceAll(/(`+)[^`](?:.*?[^`])?\1(?!`)/g, '')
      expect(prose).not.toMatch(/@acme|<img|(^|\s)#1\b/m)
    }
    for (const { level, properties } of result.annotations) {
      expect(['error', 'warning', 'notice']).toContain(level)
      expect([PATH, undefined]).toContain(properties['file'])
    }
  })
})
