import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { findRelated, NO_LAYOUT } from '../../../src/cortex/files/related.ts'
import { type Client, createClient } from '../../../src/github/client.ts'
import { readAudit } from '../../../src/github/read/audit.ts'
import { readChanges } from '../../../src/github/read/changes.ts'
import type { Reading, Scope } from '../../../src/github/read/reading.ts'
import type { FoundSettings } from '../../../src/settings/settle.ts'
import type { Files } from '../../fake-github/git.ts'
import type { Answer } from '../../fake-github/rest.ts'
import { prepareGitHub } from '../../fake-github/restart.ts'
import type { Fault } from '../../fake-github/server.ts'
import type { StartedGitHub } from '../../fake-github/start.ts'
import type { Pull } from '../../fake-github/world.ts'

/** Any scope that remembers which settings it was made of. */
interface TestScope extends Scope {
  readonly text: string | undefined
}

const REPOSITORY = { owner: 'acme', repo: 'shop' }
const CLUSTER = 'cluster_name: prod\nregion: us-east-1\nnode_groups:\n  - name: a\n'
const CHANGED = CLUSTER.replace('prod', 'test')
const API = '- name: iris\n  kind: RealtimeAPI\n  pod:\n    port: 8080\n'

const related = (changed: readonly string[], all: readonly string[]) => findRelated(changed, all)

const scaled = (replicas: number) => `${API}  autoscaling:\n    max_replicas: ${replicas}\n`
const OTHER = '- name: rose\n  kind: TaskAPI\n  pod:\n    containers: []\n'

const start = prepareGitHub()
let github: StartedGitHub
let client: Client

beforeEach(async () => {
  github = await start()
  client = await createClient({
    token: 'usual',
    apiUrl: github.apiUrl,
    proxied: false,
    warn: (message) => github.violations.push(message),
    second: 1,
  })
})

afterEach(async () => {
  await github.close()
  if (github.violations.length > 0) throw new Error(github.violations.join('\n'))
})

const usual: Scope = {
  isCandidate: (path) => /\.ya?ml$/.test(path),
  isIgnored: () => false,
  isForced: () => false,
  related: () => ({ paths: [], left: [], unassigned: [] }),
}

function settingsOf(scope: Partial<Scope> = {}) {
  return {
    paths: ['.github/cortex-review.yml'],
    misplaced: [],
    parse: ({ files }: FoundSettings): TestScope => ({
      ...usual,
      ...scope,
      text: files[0]?.text,
    }),
  }
}

function open(before: Files, after: Files): Pull {
  const { repository } = github.world
  const base = repository.commit(before)
  return github.world.openPull(base, repository.commit(after, base))
}

function read(
  pull: Pull,
  scope?: Partial<Scope>,
  changedFiles?: number,
): Promise<Reading<TestScope>> {
  const { number, base, head } = pull
  const task = {
    kind: 'pull-request',
    ...REPOSITORY,
    number,
    baseSha: base,
    headSha: head,
    draft: false,
    fork: false,
    ...(changedFiles === undefined ? {} : { changedFiles }),
  } as const
  return readChanges(client, task, settingsOf(scope))
}

function isNamed(path: string): boolean {
  return path === 'b.cfg'
}

function manyFiles(text: string): Files {
  return Object.fromEntries(Array.from({ length: 3100 }, (_, index) => [`f${index}.txt`, text]))
}

/** GraphQL's answer without the files that were asked for by name. */
function withoutBlobs({ body, ...answer }: Answer): Answer {
  const text = JSON.stringify(body).replaceAll(/\{"oid":"\w+","byteSize"[^}]*\}/g, 'null')
  return { ...answer, body: JSON.parse(text) }
}

/** GraphQL's answer with texts that are cut, and not marked so. */
function shorten({ body, ...answer }: Answer): Answer {
  return { ...answer, body: JSON.parse(JSON.stringify(body).replaceAll('node_groups:', '')) }
}

function sidesOf({ changes }: Reading<TestScope>) {
  return {
    before: Object.fromEntries(changes.before),
    after: Object.fromEntries(changes.after),
  }
}

describe('readPullRequest', () => {
  it('reads both sides and the settings of the base in three requests', async () => {
    const settings = { '.github/cortex-review.yml': 'fail-on: warning\n' }
    const pull = open(
      { 'cluster.yaml': CLUSTER, 'gone.yaml': API, ...settings },
      {
        'cluster.yaml': CHANGED,
        'gone.yaml': null,
        'new.yml': OTHER,
        'README.md': 'hi\n',
        '.github/cortex-review.yml': 'fail-on: never\n',
      },
    )
    const reading = await read(pull)
    expect(github.countCalls()).toEqual({ reads: 3, writes: 0 })
    expect(sidesOf(reading)).toEqual({
      before: { 'cluster.yaml': CLUSTER, 'gone.yaml': API },
      after: { 'cluster.yaml': CHANGED, 'new.yml': OTHER },
    })
    expect(reading.scope.text).toBe('fail-on: warning\n')
    expect([...reading.changes.hunks.keys()].sort((a, b) => a.localeCompare(b))).toEqual([
      'cluster.yaml',
      'gone.yaml',
      'new.yml',
    ])
    expect(reading.notes).toEqual([])
  })

  it('compares with the merge base, not with the tip of the base branch', async () => {
    const pull = open({ 'cluster.yaml': CLUSTER }, { 'cluster.yaml': CHANGED })
    const tip = { 'cluster.yaml': `${CLUSTER}# newer\n`, 'other.yaml': API }
    pull.base = github.world.repository.commit(tip, pull.base)
    expect(sidesOf(await read(pull))).toEqual({
      before: { 'cluster.yaml': CLUSTER },
      after: { 'cluster.yaml': CHANGED },
    })
  })

  it.each([
    ['CRLF', CLUSTER.replaceAll('\n', '\r\n')],
    ['no line break at the end', CLUSTER.trimEnd()],
    ['a byte order mark', `\uFEFF${CLUSTER}`],
    ['letters beyond ASCII', `${CLUSTER}# ü 🚀\n`],
  ])('rebuilds the old side of a file with %s', async (_name, text) => {
    const pull = open({ 'cluster.yaml': text }, { 'cluster.yaml': text.replace('prod', 'test') })
    const { before, after } = sidesOf(await read(pull))
    expect(before).toEqual({ 'cluster.yaml': text })
    expect(after).toEqual({ 'cluster.yaml': text.replace('prod', 'test') })
    expect(github.countCalls().reads).toBe(3)
  })

  it('follows renames, with and without changes', async () => {
    const pull = open(
      { 'a.yaml': CLUSTER, 'b.yaml': API },
      { 'a.yaml': null, 'b.yaml': null, 'x/ä "1".yaml': CHANGED, 'y.yaml': API },
    )
    const reading = await read(pull)
    expect(Object.fromEntries(reading.changes.renames)).toEqual({
      'x/ä "1".yaml': 'a.yaml',
      'y.yaml': 'b.yaml',
    })
    expect(sidesOf(reading)).toEqual({
      before: { 'a.yaml': CLUSTER, 'b.yaml': API },
      after: { 'x/ä "1".yaml': CHANGED, 'y.yaml': API },
    })
  })

  it('asks for the old side where the patch is missing', async () => {
    github.world.behaviour.omitPatch = (path) => path === 'cluster.yaml'
    const pull = open(
      { 'cluster.yaml': CLUSTER, 'api.yaml': API },
      { 'cluster.yaml': CHANGED, 'api.yaml': API.replace('iris', 'rose') },
    )
    const reading = await read(pull)
    expect(sidesOf(reading).before).toEqual({ 'cluster.yaml': CLUSTER, 'api.yaml': API })
    expect(reading.changes.hunks.get('api.yaml')).toHaveLength(1)
    expect(reading.changes.hunks.get('cluster.yaml')).toEqual([])
    expect(github.countCalls().reads).toBe(3)
  })

  it.each([
    ['follows a file to a name that is no candidate', false, { 'a.yaml.bak': CLUSTER }],
    ['takes a file that moves to where it is ignored for a removed one', true, {}],
  ])('%s', async (_name, isIgnored, after) => {
    const pull = open({ 'a.yaml': CLUSTER }, { 'a.yaml': null, 'a.yaml.bak': CLUSTER })
    const reading = await read(pull, { isIgnored: () => isIgnored })
    expect(sidesOf(reading)).toEqual({ before: { 'a.yaml': CLUSTER }, after })
  })

  it('gets patches back that a full page lost', async () => {
    github.world.behaviour.patchesPerPage = 70
    const names = Array.from(
      { length: 130 },
      (_, index) => `f${String(index).padStart(3, '0')}.yaml`,
    )
    const pull = open(
      Object.fromEntries(names.map((name) => [name, CLUSTER])),
      Object.fromEntries(names.map((name) => [name, CHANGED])),
    )
    const reading = await read(pull)
    expect(reading.changes.hunks.size).toBe(130)
    expect(new Set(reading.changes.before.values())).toEqual(new Set([CLUSTER]))
    // The comparison, three batches of files, the list of paths.
    expect(github.countCalls().reads).toBe(5)
  })

  it('halves what is too much for one query', async () => {
    github.world.behaviour.maxObjects = 10
    const names = Array.from({ length: 30 }, (_, index) => `f${index}.yaml`)
    const pull = open({ 'x.txt': '' }, Object.fromEntries(names.map((name) => [name, CLUSTER])))
    expect((await read(pull)).changes.after.size).toBe(30)
  })

  it('repeats reads that fail', async () => {
    const pull = open({ 'cluster.yaml': CLUSTER }, { 'cluster.yaml': CHANGED })
    github.faults.push({ method: 'GET', path: /compare/, answer: { status: 502, body: {} } })
    github.faults.push({ method: 'POST', path: /graphql$/, answer: { status: 502, body: {} } })
    expect((await read(pull)).changes.after.size).toBe(1)
  })

  it.each<[string, Partial<Fault>]>([
    ['an error of the server', { answer: { status: 500, body: {} } }],
    ['a cut connection', { cut: true }],
    ['an answer that breaks off', { cut: 'in the middle' }],
  ])('repeats the query after %s', async (_name, fault) => {
    const pull = open({ 'cluster.yaml': CLUSTER }, { 'cluster.yaml': CHANGED })
    github.faults.push({ method: 'POST', path: /graphql$/, times: 2, ...fault })
    expect(sidesOf(await read(pull)).after).toEqual({ 'cluster.yaml': CHANGED })
    expect(github.countCalls()).toEqual({ reads: 5, writes: 0 })
  })

  it('reads through REST what the query gives no text of', async () => {
    const pull = open({ 'cluster.yaml': CLUSTER }, { 'cluster.yaml': CHANGED, 'new.yaml': API })
    const loseBlobs = { method: 'POST', path: /graphql$/, alter: withoutBlobs }
    github.faults.push({ ...loseBlobs })
    expect(sidesOf(await read(pull)).after).toEqual({ 'cluster.yaml': CHANGED, 'new.yaml': API })
    expect(github.countCalls()).toEqual({ reads: 5, writes: 0 })

    const answer = { status: 404, body: { message: 'Not Found' } }
    github.faults.push({ ...loseBlobs }, { method: 'GET', path: /blobs/, times: 9, answer })
    const { changes } = await read(pull)
    expect(changes.unreadable.map(({ path, reason }) => [path, reason])).toEqual([
      ['cluster.yaml', 'unavailable'],
      ['new.yaml', 'unavailable'],
    ])
  })

  it('reads long files through REST, and names those beyond any config', async () => {
    const long = `${CLUSTER}${'# comment\n'.repeat(60_000)}`
    const longer = `${CLUSTER}${'# comment\n'.repeat(110_000)}`
    const foreign = `hello: world\n${'# comment\n'.repeat(110_000)}`
    const pull = open(
      { 'x.txt': '' },
      { 'long.yaml': long, 'longer.yaml': longer, 'foreign.yaml': foreign },
    )
    const { changes } = await read(pull)
    expect([...changes.after]).toEqual([['long.yaml', long]])
    expect(changes.unreadable).toEqual([
      { path: 'longer.yaml', side: 'after', reason: 'too-large', mayBeCortex: true },
    ])
  })

  it('names Cortex files that are no UTF-8 text, and no others', async () => {
    const pull = open(
      { 'x.txt': '' },
      {
        'latin1.yaml': Buffer.from(`${CLUSTER}# \u00fc\n`, 'latin1'),
        'utf16.yaml': Buffer.from(`\uFEFF${CLUSTER}`, 'utf16le'),
        'nul.yaml': `${CLUSTER}# \0\n`,
        'image.yaml': Buffer.from([0, 1, 2, 255]),
      },
    )
    const { changes } = await read(pull)
    expect(
      Object.fromEntries(changes.unreadable.map(({ path, reason }) => [path, reason])),
    ).toEqual({ 'latin1.yaml': 'not-utf8', 'utf16.yaml': 'not-utf8', 'nul.yaml': 'binary' })
  })

  it('drops files that are Cortex’s on neither side, unless they are forced in', async () => {
    const pull = open(
      { 'a.yaml': 'a: 1\n', 'b.cfg': 'b: 1\n' },
      { 'a.yaml': '- 2\n', 'b.cfg': 'b: 2\n' },
    )
    expect(sidesOf(await read(pull))).toEqual({ before: {}, after: {} })

    const forced = await read(pull, { isCandidate: isNamed, isForced: isNamed })
    expect(sidesOf(forced)).toEqual({ before: { 'b.cfg': 'b: 1\n' }, after: { 'b.cfg': 'b: 2\n' } })
  })

  it('adds unchanged files that others are judged by', async () => {
    const selective = `${API}  node_groups: [a]\n`
    const pull = open({ 'cluster.yaml': CLUSTER, 'api.yaml': API }, { 'api.yaml': selective })
    const reading = await read(pull, {
      related: () => ({ paths: ['cluster.yaml', 'missing.yaml'], left: [], unassigned: [] }),
    })
    expect(sidesOf(reading)).toEqual({
      before: { 'cluster.yaml': CLUSTER, 'api.yaml': API },
      after: { 'cluster.yaml': CLUSTER, 'api.yaml': selective },
    })
  })

  describe('of a repository with more files', () => {
    const around = { 'prod/cluster.yaml': CLUSTER, 'dev/cluster.yaml': CLUSTER, 'README.md': 'x\n' }
    const change = (more: Files = {}) =>
      open(
        { ...around, ...more, 'prod/cortex.yaml': scaled(3) },
        { 'prod/cortex.yaml': scaled(30) },
      )

    it('brings what belongs to a changed API with the first query', async () => {
      const reading = await read(change({ 'prod/rose/cortex.yaml': OTHER }), {
        related,
      })
      const names = [
        'dev/cluster.yaml',
        'prod/cluster.yaml',
        'prod/cortex.yaml',
        'prod/rose/cortex.yaml',
      ]
      expect(Object.keys(sidesOf(reading).before).toSorted()).toEqual(names)
      expect(Object.keys(sidesOf(reading).after).toSorted()).toEqual(names)
      expect([...reading.changes.hunks.keys()]).toEqual(['prod/cortex.yaml'])
      expect(reading.notes).toEqual([])
      expect(github.countCalls()).toEqual({ reads: 3, writes: 0 })
    })

    it('brings the splitters that may list an API which goes', async () => {
      const splitter =
        '- name: all\n  kind: TrafficSplitter\n  apis:\n    - {name: iris, weight: 100}\n'
      const files = { ...around, 'prod/routes/splitter.yaml': splitter }
      const rose = { 'prod/cortex.yaml': OTHER }
      const both = { 'prod/cortex.yaml': `${OTHER}${API}` }
      for (const pull of [
        open({ ...files, ...both }, rose),
        open({ ...files, ...rose }, { 'prod/cortex.yaml': null }),
      ]) {
        const { before, after } = sidesOf(await read(pull, { related }))
        expect([before, after].map((side) => side['prod/routes/splitter.yaml'])).toEqual([
          splitter,
          splitter,
        ])
      }
    })

    it('asks once more for what only the settings name', async () => {
      const pull = change({ 'infra/main.yaml': CLUSTER })
      const { after } = sidesOf(
        await read(pull, {
          related: () => ({ paths: ['infra/main.yaml'], left: [], unassigned: [] }),
        }),
      )
      expect(after).toEqual({ 'infra/main.yaml': CLUSTER, 'prod/cortex.yaml': scaled(30) })
      expect(github.countCalls().reads).toBe(4)
    })

    it('brings the clusters of a file that only moves', async () => {
      const pull = open(
        { ...around, 'prod/cortex.yaml': API },
        { 'prod/cortex.yaml': null, 'dev/cortex.yaml': API },
      )
      const reading = await read(pull, { related })
      expect(reading.changes.renames.get('dev/cortex.yaml')).toBe('prod/cortex.yaml')
      expect(reading.changes.after.get('prod/cluster.yaml')).toBe(CLUSTER)
      expect(reading.changes.after.get('dev/cluster.yaml')).toBe(CLUSTER)
    })

    it('lists nothing while no file of Cortex changes', async () => {
      const manifest = 'apiVersion: v1\nkind: Service\n'
      const files = { ...around, 'k8s/cluster.yaml': manifest, 'cortex.yaml': 'target: all\n' }
      const pull = open(files, {
        'k8s/cluster.yaml': `${manifest}x: 1\n`,
        'cortex.yaml': 'target: some\n',
      })
      const reading = await read(pull, { related })
      expect(Object.keys(sidesOf(reading).after)).toEqual([])
      expect(github.countCalls().reads).toBe(2)
    })

    it('says what it leaves out, and guesses no pair where the list is cut', async () => {
      const many = Object.fromEntries(
        Array.from({ length: 40 }, (_, at) => [`prod/${at}/cortex.yaml`, OTHER]),
      )
      const { changes } = await read(change(many), {
        related: (paths, all) => findRelated(paths, all, NO_LAYOUT, 30),
      })
      expect(changes.basis?.leftOut).toHaveLength(12)
      expect(changes.basis?.leftOut?.[0]).toEqual({
        path: 'prod/34/cortex.yaml',
        side: 'after',
        reason: 'over-limit',
        isContext: true,
      })
      expect(changes.isPartial).toBeUndefined()

      github.world.behaviour.maxTreeEntries = 3
      const cut = await read(change(many), { related })
      expect(cut.changes.isPartial).toBe(true)
      expect(cut.changes.basis?.notes).toEqual([
        'GitHub did not list all files of the repository. API specs are not paired with clusters.',
      ])
    })
  })

  it('sees changes of what `.gitattributes` calls binary', async () => {
    github.world.behaviour.isBinary = (path) => path !== 'other.txt'
    const pull = open(
      { 'cluster.yaml': CLUSTER, 'a.yaml': API },
      { 'cluster.yaml': CHANGED, 'a.yaml': null, 'b.yaml': `${API}# moved\n` },
    )
    expect(sidesOf(await read(pull))).toEqual({
      before: { 'cluster.yaml': CLUSTER, 'a.yaml': API },
      after: { 'cluster.yaml': CHANGED, 'b.yaml': `${API}# moved\n` },
    })
  })

  it('trusts no text that is shorter than its blob', async () => {
    github.faults.push({ method: 'POST', path: /graphql$/, alter: shorten })
    const pull = open({ 'cluster.yaml': CLUSTER }, { 'cluster.yaml': CHANGED })
    expect(sidesOf(await read(pull)).after).toEqual({ 'cluster.yaml': CHANGED })
  })

  it('says when GitHub ends its list', async () => {
    const pull = open(manyFiles('a\n'), manyFiles('b\n'))
    const { notes } = await read(pull)
    expect(notes).toEqual([
      'GitHub lists only the first 3000 changed files. The others were found by comparing the ' +
        'trees and get no comments.',
    ])
  })

  it.each([undefined, 5])('finds what GitHub left out of its list of %s files', async (count) => {
    github.world.behaviour.maxFiles = count === undefined ? 3000 : 2
    const filler = count === undefined ? manyFiles('b\n') : { 'a.txt': 'b\n', 'b.txt': 'b\n' }
    const before = { 'x/changed.yaml': CLUSTER, 'x/gone.yaml': API, 'x/same.yaml': OTHER }
    const after = { 'x/changed.yaml': CHANGED, 'x/gone.yaml': null, 'x/new.yaml': OTHER }
    const reading = await read(open(before, { ...filler, ...after }), {}, count)
    expect(sidesOf(reading)).toEqual({
      before: { 'x/changed.yaml': CLUSTER, 'x/gone.yaml': API },
      after: { 'x/changed.yaml': CHANGED, 'x/new.yaml': OTHER },
    })
    expect(reading.changes.hunks.size).toBe(0)
  })

  it('does not let a file pass for a submodule', async () => {
    const line = `# Subproject commit ${'a'.repeat(40)}\n`
    const text = `Subproject commit ${'a'.repeat(40)}\n`
    const pull = open(
      { 'cluster.yaml': CLUSTER, 'module.yaml': { mode: '160000', content: 'a'.repeat(40) } },
      {
        'cluster.yaml': CHANGED + line + text,
        'module.yaml': { mode: '160000', content: 'b'.repeat(40) },
      },
    )
    const { changes } = await read(pull)
    expect([...changes.after.keys()]).toEqual(['cluster.yaml'])
    expect(changes.unreadable).toEqual([])
  })
})

function groupOf(baseSha: string, headSha: string) {
  return { kind: 'merge-group', branch: 'main', ...REPOSITORY, baseSha, headSha } as const
}

describe('readMergeGroup', () => {
  it('reads what the group changes in three requests', async () => {
    const { repository } = github.world
    const base = repository.commit({ 'cluster.yaml': CLUSTER })
    const head = repository.commit({ 'cluster.yaml': CHANGED }, base)
    const reading = await readChanges(client, groupOf(base, head), settingsOf())
    expect(sidesOf(reading)).toEqual({
      before: { 'cluster.yaml': CLUSTER },
      after: { 'cluster.yaml': CHANGED },
    })
    expect(github.countCalls()).toEqual({ reads: 3, writes: 0 })
  })

  it('finds what is beyond the 300 files of a comparison', async () => {
    const { repository } = github.world
    const base = repository.commit({ 'x/cluster.yaml': CLUSTER })
    const head = repository.commit({ ...manyFiles('b\n'), 'x/cluster.yaml': CHANGED }, base)
    expect(sidesOf(await readChanges(client, groupOf(base, head), settingsOf()))).toEqual({
      before: { 'x/cluster.yaml': CLUSTER },
      after: { 'x/cluster.yaml': CHANGED },
    })
  })
})

describe('readAudit', () => {
  const files = {
    'cluster.yaml': CLUSTER,
    'a/b/api.yaml': API,
    'a/other.yaml': 'x: 1\n',
    'link.yaml': { mode: '120000', content: 'cluster.yaml' },
    '.github/cortex-review.yml': 'fail-on: info\n',
  }

  it.each([100_000, 3, 1])('reads all Cortex files, also if trees end after %i', async (limit) => {
    github.world.behaviour.maxTreeEntries = limit
    const commit = github.world.repository.commit(files)
    const reading = await readAudit(client, { kind: 'audit', ...REPOSITORY, commit }, settingsOf())
    expect(sidesOf(reading)).toEqual({
      before: {},
      after: { 'cluster.yaml': CLUSTER, 'a/b/api.yaml': API },
    })
    expect(reading.scope.text).toBe('fail-on: info\n')
  })
})
