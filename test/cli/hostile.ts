import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRepository, GIT_ENV, type TestRepository } from '../git/repository.ts'

export const CLUSTER = `cluster_name: prod
region: us-east-1
operator_load_balancer_scheme: internal
api_load_balancer_scheme: internal
node_groups:
  - name: cpu
    instance_type: m5.large
`
/** What the branch \`feature\` does, and what must be found whatever the checkout says. */
export const OPEN = CLUSTER.replace(
  'operator_load_balancer_scheme: internal',
  'operator_load_balancer_scheme: internet-facing',
)
export const API = `- name: iris
  kind: RealtimeAPI
  pod:
    max_queue_length: 10
    containers:
      - name: api
        image: iris:1.0
        readiness_probe: {http_get: {port: 8080}}
        compute: {cpu: 1, mem: 1Gi}
`
export const LONG_QUEUE = API.replace('max_queue_length: 10', 'max_queue_length: 1000')

/**
 * A checkout as an attacker would hand it over: everything that its Git configuration, attributes,
 * hooks and objects can make Git run is a trap that leaves a mark.
 *
 * Branch \`feature\` is checked out; of \`main\`, the blobs of \`lost.yaml\` and \`gone.yaml\` are missing, as in a partial
 * clone, and only a fetch through one of the traps would bring them.
 */
export interface HostileCheckout extends TestRepository {
  /** The traps that were sprung since the last time. */
  readonly sprung: () => readonly string[]
  /** Does what people do in a checkout, without the care that the command takes. */
  readonly workCarelessly: () => void
}

export function createHostileCheckout(): HostileCheckout {
  const marks = mkdtempSync(join(tmpdir(), 'cortex-review-marks-'))
  const repository = createRepository()
  const trap = (name: string) => `touch '${join(marks, name)}'`
  addBranches(repository)
  addSubmodule(repository, trap)
  loseBlobs(repository)
  configure(repository, trap)
  const git = (...args: readonly string[]) => repository.git(...CAREFUL, ...args)
  return {
    ...repository,
    git,
    commit(files) {
      repository.write(files)
      git('add', '--all')
      git('commit', '-qm', 'A commit')
      return git('rev-parse', 'HEAD')
    },
    sprung() {
      const names = readdirSync(marks).toSorted()
      for (const name of names) rmSync(join(marks, name))
      return names
    },
    workCarelessly: () => workCarelessly(repository),
    remove() {
      repository.remove()
      rmSync(marks, { recursive: true })
    },
  }
}

/** For the tests themselves, which have to work in the checkout. */
const CAREFUL = ['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'submodule.recurse=false']
  .concat(['evil.clean=', 'evil.required=false', 'process.process='].map((one) => `filter.${one}`))
  .flatMap((setting) => ['-c', setting])

/** What a careless Git in the checkout sets off. */
export const TRAPS = [
  'alternate-refs-command',
  'clean-filter',
  'clean-filter-included',
  'clean-filter-of-submodule',
  'credential-helper',
  'external-diff',
  'fsmonitor',
  'git-proxy',
  'gpg',
  'hook',
  'process-filter',
  'remote-helper',
  'smudge-filter',
  'ssh-command',
  'textconv',
  'upload-pack',
] as const

/** Drivers are picked by the file's name; the included one has a name that no option can spell. */
const ATTRIBUTES = `*.yaml filter=evil diff=evil
*.yml filter=e=v
*.json filter=process
*.txt diff=external
`

function addBranches({ git, commit, write }: TestRepository): void {
  commit({ 'README.md': 'A checkout\n' })
  commit({
    '.gitattributes': ATTRIBUTES,
    'cluster.yaml': CLUSTER,
    'api.yaml': API,
    'lost.yaml': API.replace('iris', 'lily'),
    'gone.yaml': API.replace('iris', 'yew'),
    'old.yaml': API.replace('iris', 'fern'),
    'old.yml': API.replace('iris', 'moss'),
    'data.json': '{}',
    'notes.txt': 'one\n',
  })
  git('checkout', '-qb', 'feature')
  commit({
    'cluster.yaml': OPEN,
    'lost.yaml': LONG_QUEUE.replace('iris', 'lily'),
    'gone.yaml': null,
    'come.yaml': LONG_QUEUE.replace('iris', 'oak'),
  })
  sign(git)
  // Files in the working tree that Git compares by their contents.
  write({
    'api.yaml': LONG_QUEUE,
    'data.json': '{"a": 1}',
    'notes.txt': 'two\n',
  })
  // To find out that a file has moved, Git reads it.
  git('mv', 'old.yaml', 'new.yaml')
  git('mv', 'old.yml', 'new.yml')
  write({
    'new.yaml': LONG_QUEUE.replace('iris', 'fern'),
    'new.yml': LONG_QUEUE.replace('iris', 'moss'),
  })
}

/** Gives the tip a signature, which only a program can check. */
function sign(git: TestRepository['git']): void {
  const commit = git('cat-file', 'commit', 'HEAD')
  const signature = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----'
  const signed = `${commit.replace('\n\n', `\n${signature}\n\n`)}\n`
  const options = { input: signed, env: GIT_ENV, encoding: 'utf8' } as const
  const args = ['-C', git('rev-parse', '--show-toplevel'), 'hash-object', '-t', 'commit', '-w']
  git('reset', '-q', '--soft', execFileSync('git', [...args, '--stdin'], options).trim())
}

/** A repository within, whose own configuration has traps. */
function addSubmodule({ root, git }: TestRepository, trap: (name: string) => string): void {
  const inner = createRepository()
  inner.commit({ '.gitattributes': '* filter=evil\n', 'inner.txt': 'one\n' })
  git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'inner')
  git('commit', '-qm', 'A submodule', '--', '.gitmodules', 'inner')
  inner.remove()
  git('-C', 'inner', 'config', 'filter.evil.clean', `${trap('clean-filter-of-submodule')}; cat`)
  writeFileSync(join(root, 'inner/inner.txt'), 'two\n')
}

function loseBlobs({ root, git }: TestRepository): void {
  for (const path of ['lost.yaml', 'gone.yaml']) {
    const blob = git('rev-parse', `main:${path}`)
    rmSync(join(root, '.git/objects', blob.slice(0, 2), blob.slice(2)))
  }
}

function configure({ root, git, write }: TestRepository, trap: (name: string) => string): void {
  const script = (name: string) => writeScript(join(root, '.git', name), trap(name))
  const settings = {
    'extensions.partialClone': 'origin',
    'core.repositoryFormatVersion': '1',
    'protocol.allow': 'always',
    'protocol.ext.allow': 'always',
    'core.fsmonitor': script('fsmonitor'),
    'core.alternateRefsCommand': script('alternate-refs-command'),
    'core.sshCommand': script('ssh-command'),
    'core.gitProxy': script('git-proxy'),
    'credential.helper': `!${trap('credential-helper')}`,
    'gpg.program': script('gpg'),
    'log.showSignature': 'true',
    'submodule.recurse': 'true',
    'submodule.inner.ignore': 'none',
    'diff.ignoreSubmodules': 'none',
    'filter.evil.clean': `${trap('clean-filter')}; cat`,
    'filter.evil.smudge': `${trap('smudge-filter')}; cat`,
    'filter.evil.required': 'true',
    'filter.process.process': script('process-filter'),
    'diff.evil.textconv': script('textconv'),
    'diff.external.command': script('external-diff'),
    ...remote('origin', root, { uploadpack: script('upload-pack') }),
    ...remote('ssh', 'ssh://host.invalid/x', {}),
    ...remote('proxied', 'git://host.invalid/x', {}),
    ...remote('helped', `ext::${script('remote-helper')}`, {}),
    'include.path': '../included.conf',
  }
  const includedFilter = `[filter "e=v"]\n\tclean = "${trap('clean-filter-included')}; cat"\n`
  write({ 'included.conf': includedFilter })
  writeScript(join(root, '.git/hooks/post-index-change'), trap('hook'))
  write({ '.git/objects/info/alternates': `${join(root, '.git/modules/inner/objects')}\n` })
  for (const [name, value] of Object.entries(settings)) git('config', name, value)
}

/** A remote that Git asks for objects that are missing. */
function remote(name: string, url: string, more: Readonly<Record<string, string>>) {
  const entries = Object.entries({ url, promisor: 'true', ...more })
  return Object.fromEntries(entries.map(([key, value]) => [`remote.${name}.${key}`, value]))
}

function writeScript(path: string, command: string): string {
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, `#!/bin/sh\n${command}\n`)
  chmodSync(path, 0o755)
  return path
}

const CARELESS = [
  ['status'],
  ['diff', '--ignore-submodules=none'],
  ['diff', '--', 'notes.txt'],
  ['diff', '--', 'new.yml'],
  ['log', '-1', '-p', '--no-renames', 'HEAD~', '--', 'cluster.yaml'],
  ['cat-file', '--filters', 'HEAD:cluster.yaml'],
  ['cat-file', '-p', 'main:lost.yaml'],
  ['rev-list', '--all', '--alternate-refs'],
  ['credential', 'fill'],
] as const

function workCarelessly({ root }: TestRepository): void {
  for (const args of CARELESS) {
    try {
      const input = 'protocol=https\nhost=host.invalid\n\n'
      const env = { ...GIT_ENV, GIT_TERMINAL_PROMPT: '0' }
      execFileSync('git', args, { cwd: root, env, input, stdio: 'pipe', timeout: 10_000 })
    } catch {
      // The programs give Git no proper answers.
    }
  }
}
