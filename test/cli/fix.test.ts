import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { createRepository, type TestRepository } from '../git/repository.ts'
import { buildCli, type RunCli } from './run.ts'

const CLUSTER = `cluster_name: prod
region: us-east-1
operator_load_balancer_scheme: internal
api_load_balancer_scheme: internal
node_groups:
  - name: cpu
    instance_type: m5.large
    min_instances: 4
    max_instances: 9
`
const OPEN = CLUSTER.replace('scheme: internal', 'scheme: internet-facing')
const SMALLER = CLUSTER.replace('max_instances: 9', '# cheaper\n    max_instances: 5')
const RESTORED = CLUSTER.replace('max_instances: 9', '# cheaper\n    max_instances: 9')
/** Its load balancers are public by default. */
const NEW =
  'cluster_name: dev\nregion: us-east-1\nnode_groups: [{name: cpu, instance_type: m5.large}]\n'

let cli: RunCli
let repository: TestRepository
beforeAll(async () => {
  cli = await buildCli()
}, 60_000)
beforeEach(() => {
  repository = createRepository()
  repository.commit({ 'cluster.yaml': CLUSTER })
})
afterEach(() => repository.remove())

const run = (...args: readonly string[]) => cli(repository.root, args)
const pathOf = (path: string) => join(repository.root, path)
const read = (path: string) => readFileSync(pathOf(path), 'utf8')

describe('review --fix', () => {
  it('puts back more lines than one that stood beside each other', () => {
    const closed = CLUSTER.replace('node_groups:', 'subnet_visibility: private\nnode_groups:')
    repository.commit({ 'cluster.yaml': closed })
    repository.write({ 'cluster.yaml': closed.replace(/operator_(?:.*\n){3}/, '') })

    run('review', '--fix')
    expect(read('cluster.yaml')).toBe(closed)
  })

  it('applies what is safe, prints it, and has nothing to do a second time', () => {
    repository.write({ 'cluster.yaml': SMALLER })
    const { code, out } = run('review', '--fix')
    expect(code).toBe(0)
    expect(out).toContain('--- a/cluster.yaml\n+++ b/cluster.yaml\n@@ ')
    expect(out).toContain('-    max_instances: 5\n+    max_instances: 9\n')
    expect(read('cluster.yaml')).toBe(RESTORED)

    const again = run('review', '--fix')
    expect(again.code).toBe(0)
    expect(again.out).not.toContain('+++')
    expect(read('cluster.yaml')).toBe(RESTORED)
  })

  it('applies the others only with `all`, and exits as for what is left', () => {
    repository.write({ 'dev/cluster.yaml': NEW })
    const safe = run('review', '--fix', '--fail-on', 'warning')
    expect(safe.code).toBe(1)
    expect(read('dev/cluster.yaml')).toBe(NEW)

    const all = run('review', '--fix=all', '--fail-on', 'error')
    expect(all.code).toBe(0)
    expect(read('dev/cluster.yaml')).toContain('operator_load_balancer_scheme: internal')
    const fixed = read('dev/cluster.yaml')
    expect(run('review', '--fix=all').out).not.toContain('+++')
    expect(read('dev/cluster.yaml')).toBe(fixed)
  })

  it('applies two fixes of one line, one after the other', () => {
    const group = '{name: cpu, instance_type: m5.large, max_instances: 9, priority: 5, spot: false}'
    const flow = CLUSTER.replace(/ {2}- name(.|\n)*/, `  - ${group}\n`)
    repository.commit({ 'cluster.yaml': flow })
    repository.write({
      'cluster.yaml': flow.replace('max_instances: 9', 'max_instances: 3').replace('false', 'true'),
    })
    run('review', '--fix')
    expect(read('cluster.yaml')).toBe(flow)
  })

  it('leaves files alone that are not part of the review', () => {
    repository.commit({ 'old/cluster.yaml': OPEN })
    repository.write({ 'cluster.yaml': SMALLER })
    run('review', '--fix=all')
    expect(read('old/cluster.yaml')).toBe(OPEN)
    expect(repository.git('status', '--short')).toBe('M cluster.yaml')
  })

  it.each([
    ['CRLF', SMALLER.replaceAll('\n', '\r\n'), RESTORED.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${SMALLER}`, `\ufeff${RESTORED}`],
    ['a last line without end', SMALLER.trimEnd(), RESTORED.trimEnd()],
  ])('keeps %s', (_, given, expected) => {
    repository.write({ 'cluster.yaml': given })
    const { out } = run('review', '--fix')
    expect(read('cluster.yaml')).toBe(expected)
    expect(out).not.toContain('\r')
  })

  it('keeps the mode of a file', () => {
    repository.write({ 'cluster.yaml': SMALLER })
    chmodSync(pathOf('cluster.yaml'), 0o755)
    run('review', '--fix')
    expect(statSync(pathOf('cluster.yaml')).mode & 0o777).toBe(0o755)
    expect(read('cluster.yaml')).toBe(RESTORED)
  })

  it('does not write through a hard link, which may lead out of the repository', () => {
    repository.write({ 'cluster.yaml': SMALLER })
    linkSync(pathOf('cluster.yaml'), pathOf('same.txt'))
    const { code, err } = run('review', '--fix')
    expect([code, err]).toEqual([2, expect.stringContaining('a hard link')])
    expect(read('same.txt')).toBe(SMALLER)
  })

  it('lets nothing of a file act on the terminal', () => {
    repository.write({ 'cluster.yaml': SMALLER.replace('cheaper', 'cheaper\u202ex') })
    const { out } = run('review', '--fix')
    expect(out).toContain(
      '     # cheaper\\u{202e}x\n-    max_instances: 5\n+    max_instances: 9\n',
    )
    expect(out).not.toContain('\u202e')
    expect(read('cluster.yaml')).toContain('# cheaper\u202ex\n    max_instances: 9\n')
  })
})

describe('links', () => {
  let outside: string
  beforeEach(() => {
    outside = mkdtempSync(join(tmpdir(), 'cortex-review-outside-'))
    writeFileSync(join(outside, 'cluster.yaml'), OPEN)
  })
  afterEach(() => rmSync(outside, { recursive: true }))

  it('are not followed to a file', () => {
    rmSync(pathOf('cluster.yaml'))
    symlinkSync(join(outside, 'cluster.yaml'), pathOf('cluster.yaml'))
    run('review', '--fix=all')
    run('audit', '--fix=all')
    run('audit', 'cluster.yaml', '--fix=all')
    expect(lstatSync(pathOf('cluster.yaml')).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(outside, 'cluster.yaml'), 'utf8')).toBe(OPEN)
  })

  it('are not followed to a folder', () => {
    symlinkSync(outside, pathOf('linked'))
    run('review', '--fix=all')
    run('audit', '--fix=all')
    const { code, err } = run('audit', 'linked/cluster.yaml', '--fix=all')
    expect(code).toBe(2)
    expect(err).toContain('linked/cluster.yaml is reached through a link, so nothing was fixed.')
    expect(readFileSync(join(outside, 'cluster.yaml'), 'utf8')).toBe(OPEN)
  })
})

describe('audit --fix', () => {
  it('repairs the files it is given, and no others', () => {
    const [first, other] = [OPEN.replace('prod', 'first'), OPEN.replace('prod', 'other')]
    repository.write({ 'a/cluster.yaml': first, 'b/cluster.yaml': other })
    const { code, out } = run('audit', 'a', '--fix=all')
    expect(code).toBe(0)
    expect(out).toContain('+++ b/a/cluster.yaml')
    expect(read('a/cluster.yaml')).toContain('operator_load_balancer_scheme: internal')
    expect(read('b/cluster.yaml')).toBe(other)

    const fixed = read('a/cluster.yaml')
    expect(run('audit', 'a', '--fix=all').out).not.toContain('+++')
    expect(read('a/cluster.yaml')).toBe(fixed)
  })

  it('changes nothing that only an unsafe fix would change', () => {
    repository.write({ 'cluster.yaml': OPEN })
    run('audit', '--fix')
    expect(read('cluster.yaml')).toBe(OPEN)
  })
})
