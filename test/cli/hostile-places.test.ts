import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { findBundle } from '../bundle.ts'
import { CLUSTER, createHostileCheckout, type HostileCheckout, OPEN } from './hostile.ts'
import { buildCli, type RunCli } from './run.ts'

let cli: RunCli
let checkout: HostileCheckout
let outside: string
let script: string
beforeAll(async () => {
  cli = await buildCli()
  script = join(await findBundle(), 'cli.js')
  checkout = createHostileCheckout()
}, 60_000)
afterAll(() => checkout.remove())
beforeEach(() => {
  outside = mkdtempSync(join(tmpdir(), 'cortex-review-outside-'))
  writeFileSync(join(outside, 'precious'), 'precious')
})
afterEach(() => {
  // What a test put there, so that each begins with the same checkout.
  for (const name of ['fifo', 'link', 'linked', '.github']) {
    rmSync(join(checkout.root, name), { recursive: true, force: true })
  }
  rmSync(outside, { recursive: true })
})

const run = (...args: readonly string[]) => cli(checkout.root, args)
const reviewLinked = () => run('review', '--base', 'linked', '--head', 'linked')
const pathOf = (name: string) => join(checkout.root, name)
const makeFifo = (path: string) => execFileSync('mkfifo', [path])

/** Nothing but a reason: not a hang, nor a bug. */
const refused = (reason: string) => ({
  code: 2,
  out: '',
  err: expect.stringMatching(new RegExp(`^cortex-review: (?![^]*bug)[^]*${reason}`)),
})
const isUntouched = () =>
  readdirSync(outside).length === 1 &&
  readFileSync(join(outside, 'precious'), 'utf8') === 'precious'

describe('writing through links', () => {
  it.each(['json', 'pretty'])('a report as %s', (format) => {
    symlinkSync(join(outside, 'precious'), pathOf('link'))
    symlinkSync(outside, pathOf('linked'))
    for (const path of ['link', 'linked/report', pathOf('linked/new/report')]) {
      const result = run('audit', 'cluster.yaml', '--format', format, '--output', path)
      expect(result).toEqual(refused('is a symbolic link'))
    }
    expect(isUntouched()).toBe(true)
  })

  it('a report in a folder below', () => {
    mkdirSync(pathOf('linked'))
    symlinkSync(join(outside, 'new'), pathOf('link'))
    const result = cli(pathOf('linked'), ['audit', '..', '-o', '../link'])
    expect(result).toEqual(refused('is a symbolic link'))
    expect(isUntouched()).toBe(true)
  })

  it('into the repository itself', () => {
    symlinkSync('.git/config', pathOf('link'))
    const config = readFileSync(pathOf('.git/config'), 'utf8')
    expect(run('review', '-o', 'link')).toEqual(refused('is a symbolic link'))
    expect(readFileSync(pathOf('.git/config'), 'utf8')).toBe(config)
  })

  it('the files of init', () => {
    symlinkSync(outside, pathOf('.github'))
    expect(run('init')).toEqual(refused('is a symbolic link'))
    rmSync(pathOf('.github'))
    mkdirSync(pathOf('.github'))
    symlinkSync(join(outside, 'new'), pathOf('.github/workflows'))
    expect(run('init')).toEqual(refused('is a symbolic link'))
    rmSync(pathOf('.github/workflows'))
    symlinkSync(join(outside, 'new'), pathOf('.github/cortex-review.yml'))
    expect(run('init').out).toContain('left  .github/cortex-review.yml (it exists)')
    expect(isUntouched()).toBe(true)
  })

  it('is done where the links are the user’s own', () => {
    const place = join(outside, 'report')
    symlinkSync(place, join(outside, 'link'))
    expect(run('audit', 'cluster.yaml', '-o', join(outside, 'link'))).toMatchObject({ err: '' })
    expect(readFileSync(place, 'utf8')).toContain('cluster.yaml')
    const shell = execFileSync(
      'sh',
      ['-c', '"$0" "$1" audit --fail-on never -o /dev/stdout | cat', process.execPath, script],
      { cwd: checkout.root, encoding: 'utf8' },
    )
    expect(shell).toContain('cluster.yaml')
  })
})

describe('settings', () => {
  const settings = '.github/cortex-review.yml'
  beforeEach(() => mkdirSync(pathOf('.github')))

  it('are not read through a link to outside', () => {
    writeFileSync(join(outside, 'own.yml'), 'password: hunter2\n')
    symlinkSync(join(outside, 'own.yml'), pathOf(settings))
    const result = run('review')
    expect(result).toEqual(refused('cannot be read: a symbolic link leads out of the repository'))
    expect(result.err).not.toContain('hunter2')
    expect(run('review', '--settings', settings)).toEqual(refused('a symbolic link leads out'))
    expect(run('audit')).toEqual(refused('a symbolic link leads out'))

    rmSync(pathOf('.github'), { recursive: true })
    writeFileSync(join(outside, 'cortex-review.yml'), 'fail-on: never\n')
    symlinkSync(outside, pathOf('.github'))
    expect(run('review')).toEqual(refused('a symbolic link leads out'))
  })

  it('are not absent because a link leads nowhere', () => {
    symlinkSync('nowhere', pathOf(settings))
    expect(run('review')).toEqual(refused('cannot be read'))
  })

  it('are read through a link within the repository', () => {
    writeFileSync(pathOf('link'), 'fail-on: eror\n')
    symlinkSync('../link', pathOf(settings))
    expect(run('review').err).toContain('fail-on')
  })

  it.each([
    ['a pipe', () => makeFifo(pathOf(settings)), 'not a regular file'],
    ['a device', () => symlinkSync('/dev/zero', pathOf(settings)), 'leads out'],
    ['a folder', () => mkdirSync(pathOf(settings)), 'not a regular file'],
    ['a loop', () => symlinkSync('cortex-review.yml', pathOf(settings)), 'ELOOP'],
    ['a large file', () => writeFileSync(pathOf(settings), '#'.repeat(2 ** 21)), '1 MiB'],
  ])('are not read from %s', (_, make, reason) => {
    make()
    expect(run('review')).toEqual(refused(reason))
    expect(run('audit', '--settings', settings)).toEqual(refused(reason))
  })

  it('of a commit are not absent because they are a link', () => {
    checkout.git('checkout', '-qb', 'linked')
    symlinkSync('../cluster.yaml', pathOf(settings))
    checkout.commit({})
    expect(reviewLinked()).toEqual(refused('cannot be read: it is a symbolic link'))
    checkout.git('rm', '-qr', '--cached', '.github')
    rmSync(pathOf('.github'), { recursive: true })
    symlinkSync('inner', pathOf('.github'))
    checkout.commit({})
    expect(reviewLinked()).toEqual(refused('cannot be read: it is a symbolic link'))
    checkout.git('checkout', '-q', 'feature')
  })
})

describe('arguments that are no files', () => {
  it('a path that cannot be', () => {
    makeFifo(pathOf('fifo'))
    symlinkSync(join(outside, 'precious'), pathOf('link'))
    symlinkSync('linked', pathOf('linked'))
    for (const path of ['fifo', 'linked', 'cluster.yaml/x', 'x'.repeat(5000)]) {
      expect(run('audit', path)).toEqual(refused(''))
    }
    for (const path of ['nowhere.yaml', 'cluster.yaml/x', 'HEAD:cluster.yaml']) {
      expect(run('audit', '--ref', 'HEAD', path)).toEqual(refused('There is no file or folder'))
    }
    for (const path of ['/dev/zero', '/dev/stdin', outside]) {
      expect(run('audit', path, 'cluster.yaml')).toEqual(refused(''))
    }
  })

  it('a place for the report that cannot be', () => {
    makeFifo(pathOf('fifo'))
    makeFifo(join(outside, 'fifo'))
    const places = ['fifo', join(outside, 'fifo'), 'inner', 'cluster.yaml/x', 'x'.repeat(5000)]
    for (const path of places) {
      expect(run('audit', 'cluster.yaml', '-o', path)).toEqual(refused('cannot be written|regular'))
    }
  })
})

describe('another folder as the working tree', () => {
  it('is neither read nor written', () => {
    writeFileSync(join(outside, 'cluster.yaml'), OPEN)
    checkout.git('config', 'core.worktree', outside)
    mkdirSync(pathOf('linked'))
    checkout.git('config', 'core.worktree', join(checkout.root, '..'))
    expect(run('review')).toEqual(refused('core.worktree'))
    expect(run('review', '--fix=all')).toEqual(refused('core.worktree'))
    expect(run('audit', 'cluster.yaml').out).toContain('cluster.yaml')
    expect(run('init')).toEqual(refused('is not in a Git repository'))
    checkout.git('config', '--unset', 'core.worktree')
    expect(existsSync(join(checkout.root, '../.github'))).toBe(false)
  })

  it('is not that of a repository among the files', () => {
    checkout.write({
      'linked/HEAD': 'ref: refs/heads/main\n',
      'linked/config': '[core]\n\tbare = false\n\tworktree = .\n',
      'linked/objects/x': '',
      'linked/refs/x': '',
      'linked/.github/cortex-review.yml': 'fail-on: never\n',
      'linked/cluster.yaml': OPEN,
    })
    expect(run('audit', 'linked')).toMatchObject({ code: 1 })
  })
})

describe('names of files', () => {
  const NAME = 'a\u001b[2Jb\nzz\u202e.yaml'

  beforeAll(() => {
    checkout.commit({ [NAME]: CLUSTER.replace('prod', 'odd') })
    checkout.write({ [NAME]: OPEN.replace('prod', 'odd') })
  })

  it.each([
    [['audit', NAME, '--fix=all']],
    [['audit', NAME]],
    [['audit', `missing/${NAME}`]],
    [['audit', '--ref', 'HEAD', `missing${NAME}`]],
    [['audit', join('..', NAME)]],
    [['audit', '--settings', NAME]],
    [['audit', '--output', `${NAME}/x`, NAME]],
    [['review', '--base', NAME]],
    [['review', NAME]],
    [['review', '--fix']],
    [['review', '--fix=all', '--format', 'json']],
    [[NAME]],
    [['review', `--${NAME}`]],
    [['explain', NAME]],
    [['init', NAME]],
  ])('%j reaches the terminal escaped', (args) => {
    const { out, err } = run(...args)
    expect(out + err).not.toBe('')
    expect(out + err).not.toMatch(/[^\P{Cc}\n]|\u202e/u)
    expect(err).not.toMatch(/^zz/m)
  })
})
