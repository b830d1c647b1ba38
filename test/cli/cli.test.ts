import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { findBundle } from '../bundle.ts'
import { createRepository, type TestRepository } from '../git/repository.ts'
import { buildCli, type RunCli } from './run.ts'

const CLUSTER = `cluster_name: prod
region: us-east-1
operator_load_balancer_scheme: internal
api_load_balancer_scheme: internal
node_groups:
  - name: cpu
    instance_type: m5.large
`
const OPEN = CLUSTER.replace(
  'operator_load_balancer_scheme: internal',
  'operator_load_balancer_scheme: internet-facing # for a while',
)
const API = `- name: iris
  kind: RealtimeAPI
  pod:
    max_queue_length: 10
    containers:
      - name: api
        image: iris:1.0
        readiness_probe:
          http_get:
            port: 8080
        compute:
          cpu: 1
          mem: 1Gi
`
const LONG_QUEUE = API.replace('10', '1000 # no more 503s')

let cli: RunCli
let script: string
let repository: TestRepository
beforeAll(async () => {
  cli = await buildCli()
  script = join(await findBundle(), 'cli.js')
}, 60_000)
beforeEach(() => {
  repository = createRepository()
  repository.commit({ 'cluster.yaml': CLUSTER, 'api.yaml': API })
})
afterEach(() => repository.remove())

const run = (...args: readonly string[]) => cli(repository.root, args)
const read = (path: string) => readFileSync(join(repository.root, path), 'utf8')

describe('the command', () => {
  it('tells its version', () => {
    const { version } = JSON.parse(
      readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
    )
    expect(run('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' })
  })

  it('says what it would review, and what to do next, without arguments', () => {
    expect(run().out).toContain('No changed Cortex files to review.\n\nNext steps:')
    repository.write({ 'new/cortex.yaml': API })
    const { code, out } = run()
    expect(code).toBe(0)
    expect(out).toContain('1 changed Cortex file to review:\n  new/cortex.yaml\n')
    expect(out).toContain('  cortex-review review  Review these changes\n')
  })

  it('says so where there is no repository', () => {
    const { code, out } = cli(tmpdir(), [])
    expect(code).toBe(0)
    expect(out).toMatch(/is not in a Git repository\.\n\nNext steps:/)
  })

  it('prints nothing with `--quiet`, and exits as without', () => {
    repository.write({ 'cluster.yaml': CLUSTER.replace('internal', 'internet-facing') })
    const { code } = run('review')
    expect(run('review', '--quiet')).toEqual({ code, out: '', err: '' })
  })

  it('says the nearest option on standard error, with exit code 2', () => {
    const { code, out, err } = run('review', '--fali-on', 'info')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toBe(
      'cortex-review: Unknown option `--fali-on` for `review`. Did you mean `--fail-on`?\n' +
        '`cortex-review help review` lists its options.\n',
    )
  })

  it('says what a value may be', () => {
    const { code, err } = run('review', '--fail-on', 'eror')
    expect(code).toBe(2)
    expect(err).toContain('Option `--fail-on`')
    expect(err).toContain('error')
  })
})

describe('review', () => {
  it('finds what the working tree would change', () => {
    repository.write({ 'cluster.yaml': OPEN })
    const { code, out } = run('review')
    expect(code).toBe(1)
    expect(out).toContain('error[operator-load-balancer-public]')
    expect(out).toContain('cluster.yaml:3:1')
    expect(out).not.toContain('\u001B')
  })

  it('finds the splitter of an unchanged file that lists a removed API', () => {
    const splitter =
      '- name: all\n  kind: TrafficSplitter\n  apis:\n    - {name: iris, weight: 100}\n'
    repository.commit({ 'routes/splitter.yaml': splitter })
    rmSync(join(repository.root, 'api.yaml'))
    const { code, out } = run('review')
    expect(code).toBe(1)
    expect(out).toContain('API `iris` removed, but traffic splitter `all` still routes 100% of')
    expect(out).not.toContain('stays deployed')
  })

  it('is content with nothing', () => {
    expect(run('review')).toMatchObject({ code: 0, err: '' })
  })

  it('compares two commits', () => {
    repository.git('checkout', '-qb', 'feature')
    repository.commit({ 'cluster.yaml': OPEN })
    repository.git('checkout', '-q', 'main')
    expect(run('review', '--head', 'feature').code).toBe(1)
    expect(run('review', '--base', 'feature', '--head', 'main').code).toBe(0)
  })

  it('judges a file with those that it shares the nodes with', () => {
    const flower = `${API.replaceAll('iris', 'flower')}  autoscaling: {min_replicas: 2}\n`
    const wine = flower.replaceAll('flower', 'wine')
    repository.commit({ 'wine/cortex.yaml': wine, 'flower/cortex.yaml': flower })
    repository.write({ 'flower/cortex.yaml': flower.replace('s: 2', 's: 3') })

    expect(run('review').out).toContain(
      'Node group `cpu` of cluster `prod` cannot hold all replicas',
    )
  })

  it('fails by the threshold', () => {
    repository.write({ 'api.yaml': LONG_QUEUE })
    expect(run('review').code).toBe(0)
    expect(run('review', '--fail-on', 'warning').code).toBe(1)
    repository.write({ 'cluster.yaml': OPEN })
    expect(run('review', '--fail-on=never').code).toBe(0)
  })

  it('takes its settings from the working tree, or with a head from the base', () => {
    const settings = 'rules:\n  operator-load-balancer-public: off\n'
    repository.git('checkout', '-qb', 'feature')
    repository.commit({ 'cluster.yaml': OPEN, '.github/cortex-review.yml': settings })
    expect(run('review').out).not.toContain('operator-load-balancer-public')
    expect(run('review', '--head', 'HEAD').out).toContain('operator-load-balancer-public')
    expect(
      run('review', '--head', 'HEAD', '--settings', '.github/cortex-review.yml').out,
    ).not.toContain('operator-load-balancer-public')
  })

  it('names the place of a wrong setting', () => {
    repository.write({ '.github/cortex-review.yml': 'fail-on: eror\n' })
    const { code, err } = run('review')
    expect(code).toBe(2)
    expect(err).toContain('.github/cortex-review.yml:1:')
  })

  it('refuses operands, unknown refs and a fix of a commit', () => {
    expect(run('review', 'x')).toMatchObject({ code: 2 })
    expect(run('review', '--base', 'nope').err).toContain('There is no commit `nope`')
    expect(run('review', '--head', 'main', '--fix').err).toContain(
      '`--fix` cannot be combined with `--head`',
    )
  })

  it('says if the result cannot be written', () => {
    const { code, err } = run('review', '--output', 'nowhere/report.txt')
    expect(code).toBe(2)
    expect(err).toContain('nowhere/report.txt cannot be written: ENOENT')
  })

  it('ends quietly if nobody reads the result', () => {
    const names = Array.from({ length: 300 }, (_, index) => `new/${index}.yaml`)
    repository.write(Object.fromEntries(names.map((name) => [name, LONG_QUEUE])))
    const command = `"$0" "$1" review --format json | head -c 1`
    const args = ['-c', command, process.execPath, script]
    const { stdout, stderr } = spawnSync('sh', args, { cwd: repository.root, encoding: 'utf8' })
    expect({ stdout, stderr }).toEqual({ stdout: '{', stderr: '' })
  })
})

function inFormat(format: string): string {
  return run('review', '--head', 'HEAD', '--format', format).out
}

function isColored(env: Readonly<Record<string, string>>, ...args: readonly string[]): boolean {
  const { out } = cli(repository.root, ['review', '--head', 'HEAD', ...args], env)
  return out.includes('\u001B[')
}

describe('formats', () => {
  beforeEach(() => {
    repository.git('checkout', '-qb', 'feature')
    repository.commit({ 'cluster.yaml': OPEN })
  })

  it('json', () => {
    const report = JSON.parse(inFormat('json'))
    expect(report).toMatchObject({
      conclusion: 'failure',
      commit: repository.git('rev-parse', 'HEAD'),
    })
    expect(report.findings[0].rule).toBe('operator-load-balancer-public')
  })

  it('sarif', () => {
    const log = JSON.parse(inFormat('sarif'))
    expect(log.version).toBe('2.1.0')
    expect(log.runs[0].results[0].ruleId).toBe('operator-load-balancer-public')
  })

  it('markdown', () => {
    expect(inFormat('markdown')).toContain('operator-load-balancer-public')
  })

  it('github: the bodies of the requests', () => {
    const { review, summary } = JSON.parse(inFormat('github'))
    expect(review).toMatchObject({
      commit_id: repository.git('rev-parse', 'HEAD'),
      event: 'COMMENT',
      comments: [{ path: 'cluster.yaml', side: 'RIGHT', line: 3 }],
    })
    expect(review.comments[0].body).toContain('```suggestion')
    expect(summary.body).toMatch(/<!-- cortex-review:v1 summary head=[0-9a-f]{40} found -->$/)
  })

  it('into a file', () => {
    const { out } = run('review', '--head', 'HEAD', '--format', 'json', '-o', 'report.json')
    expect(out).toBe('')
    expect(JSON.parse(read('report.json')).conclusion).toBe('failure')
  })

  it('in colours if asked to', () => {
    expect(isColored({}, '--color')).toBe(true)
    expect(isColored({ FORCE_COLOR: '1' })).toBe(true)
    expect(isColored({ FORCE_COLOR: '1' }, '--no-color')).toBe(false)
    expect(isColored({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false)
    expect(isColored({})).toBe(false)
  })
})

describe('--fix', () => {
  it('restores what is safe to restore, once', () => {
    repository.write({ 'api.yaml': LONG_QUEUE })
    const { code, out } = run('review', '--fix')
    expect(code).toBe(0)
    expect(read('api.yaml')).toBe(API)
    expect(out).toContain('-    max_queue_length: 1000 # no more 503s\n+    max_queue_length: 10\n')
    expect(out).not.toContain('queue-length-raised')

    const again = run('review', '--fix')
    expect(again.out).not.toContain('+++')
    expect(read('api.yaml')).toBe(API)
  })

  it('keeps standard output for programs', () => {
    repository.write({ 'api.yaml': LONG_QUEUE })
    const { out, err } = run('review', '--fix', '--format', 'json')
    expect(JSON.parse(out).conclusion).toBe('success')
    expect(err).toContain('+    max_queue_length: 10')
  })
})

describe('audit', () => {
  it('judges files without a repository', () => {
    repository.write({ 'cluster.yaml': OPEN })
    rmSync(join(repository.root, '.git'), { recursive: true })
    expect(run('audit').code).toBe(1)
    expect(run('audit', 'api.yaml').code).toBe(0)
    expect(run('audit', 'nowhere').err).toContain('There is no file or folder')
  })

  it('judges a commit', () => {
    repository.commit({ 'cluster.yaml': OPEN })
    repository.write({ 'cluster.yaml': CLUSTER })
    expect(run('audit').code).toBe(0)
    expect(run('audit', '--ref', 'HEAD').code).toBe(1)
    expect(run('audit', '--ref', 'HEAD', 'api.yaml').code).toBe(0)
    expect(run('audit', '--ref', 'v9').err).toContain('There is no commit `v9`')
  })

  it('starts its paths at the root of the repository', () => {
    repository.write({ 'clusters/cluster.yaml': OPEN })
    const { out } = cli(join(repository.root, 'clusters'), ['audit', '.', '--format', 'json'])
    expect(JSON.parse(out).findings[0].location.path).toBe('clusters/cluster.yaml')
  })

  it('stays in one repository', () => {
    expect(run('audit', 'api.yaml', '..').err).toContain('Audit one repository at a time.')
  })
})

describe('explain and rules', () => {
  it('explain every rule of the list', () => {
    const ids = [...run('rules').out.matchAll(/^ {2}([a-z-]+) /gm)].map(([, id = '']) => id)
    expect(ids).toContain('queue-length-raised')
    const { code, out } = run('explain', 'queue-length-raised')
    expect(code).toBe(0)
    expect(out).toMatch(/^queue-length-raised {2}warning, latency\n/)
    expect(out).toContain('# cortex-review: ignore[queue-length-raised] why')
    expect(out).toContain('How Cortex behaves:\n- The proxy')
    expect(out).toContain('    +    max_queue_length: 200\n')
    expect(out).toContain('\nSuggested fix\n')
  })

  it('explain what can be wrong with ignore comments, which nothing can ignore', () => {
    expect(run('rules').out).toContain('\n  ignore-unused ')
    const { code, out } = run('explain', 'ignore-unused')
    expect(code).toBe(0)
    expect(out).toContain('ignore-unused: off')
    expect(out).not.toContain('To accept')
  })

  it('explain settings', () => {
    expect(run('explain', 'fail-on').out).toContain('Values: error, warning, info, never')
  })

  it('know the nearest name', () => {
    expect(run('explain', 'queue-lenght-raised')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Did you mean `queue-length-raised`?'),
    })
    expect(run('explain').code).toBe(2)
  })
})

describe('init', () => {
  it('writes a workflow and settings that hold, and overwrites nothing', () => {
    expect(run('init').out).toContain('wrote .github/workflows/cortex-review.yml')
    expect(run('review').code).toBe(0)

    writeFileSync(join(repository.root, '.github/cortex-review.yml'), 'fail-on: never\n')
    expect(run('init').out).toContain('left  .github/cortex-review.yml (it exists)')
    expect(read('.github/cortex-review.yml')).toBe('fail-on: never\n')
  })
})

describe('demo', () => {
  it('shows a risky pull request and leaves nothing behind', () => {
    const { code, out, err } = cli(repository.root, ['demo'], {
      TMPDIR: repository.root,
      GIT_DIR: join(repository.root, '.git'),
    })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const rules = new Set([...out.matchAll(/^\w+\[([a-z-]+)\]/gm)].map(([, rule]) => rule))
    expect(rules.size).toBeGreaterThanOrEqual(5)
    expect(out).toContain('```suggestion')
    expect(repository.git('status', '--short')).toBe('')
    expect(repository.git('log', '--format=%s')).toBe('A commit')
  })
})

describe('audit of what is named', () => {
  it('says what of it was not judged', () => {
    repository.write({ 'compose.yaml': 'services: {}\n', 'notes.txt': 'x\n' })
    const { code, out } = run('audit', 'compose.yaml', 'notes.txt')
    expect(code).toBe(0)
    expect(out).toContain('2 files could not be checked')
    expect(out).toContain('not checked notes.txt: not recognized as a Cortex file')
    expect(run('audit', 'compose.yaml', '--incomplete', 'fail').code).toBe(4)
  })

  it('judges an API with its cluster', () => {
    repository.write({ 'api.yaml': `${API}  node_groups: [gpu]\n` })
    const { out } = run('audit', 'api.yaml')
    expect(out).toContain('1 Cortex file checked, 1 unchanged cluster config read')
    expect(out).toContain('`gpu`')
    expect(JSON.parse(run('audit', 'api.yaml', '-f', 'json').out)).toMatchObject({
      updates: { clusters: [], apis: [] },
      coverage: { apis: [{ name: 'iris', clusters: ['cluster.yaml'] }] },
    })
  })

  it('is wrong use in a bare repository', () => {
    repository.git('clone', '-q', '--bare', '.', 'bare.git')
    const { code, err } = cli(join(repository.root, 'bare.git'), ['audit'])
    expect(code).toBe(2)
    expect(err).toContain('This repository is bare')
  })
})
