import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { createRepository, type TestRepository } from '../git/repository.ts'
import { API, CLUSTER, LONG_QUEUE } from './hostile.ts'
import { buildCli, type RunCli } from './run.ts'

let run: RunCli
let repository: TestRepository

beforeAll(async () => {
  run = await buildCli()
  repository = createRepository()
  repository.commit({
    'cluster.yaml': CLUSTER,
    'iris/cortex.yaml': LONG_QUEUE,
    '.github/CODEOWNERS': '* @acme/platform',
  })
  const remote = 'https://user:secret-token@github.com/acme/ml.git'
  repository.git('remote', 'add', 'origin', remote)
})

afterAll(() => repository.remove())

it('writes a page with links to the commit, and without the credentials of the remote', () => {
  const { code } = run(repository.root, ['audit', '--format', 'html', '-o', 'report.html'])
  const page = readFileSync(join(repository.root, 'report.html'), 'utf8')
  const commit = repository.git('rev-parse', 'HEAD').trim()
  expect(code).toBe(0)
  expect(page.includes(`https://github.com/acme/ml/blob/${commit}/iris/cortex.yaml#L4`)).toBe(true)
  expect(page.includes('@acme/platform')).toBe(true)
  expect(page.includes('secret-token')).toBe(false)
})

it('links to no commit that has other lines', () => {
  repository.write({ 'iris/cortex.yaml': `# new\n${LONG_QUEUE}` })
  const { out } = run(repository.root, ['audit', '--format', 'html'])
  expect(out.includes('/blob/main/docs/rules')).toBe(true)
  expect(out.includes('acme/ml/blob/')).toBe(false)
  repository.write({ 'iris/cortex.yaml': LONG_QUEUE })
})

it('compares with the report before', () => {
  run(repository.root, ['audit', '--format', 'audit-json', '-o', 'before.json'])
  repository.write({ 'iris/cortex.yaml': API.replace('iris:1.0', 'iris:latest') })
  const args = ['audit', '--compare', 'before.json', '--format']
  const { out } = run(repository.root, [...args, 'audit-json'])
  const { gone, history, repositories } = JSON.parse(out)
  expect(gone.map(({ finding }: { finding: { rule: string } }) => finding.rule)).toContain(
    'queue-too-long',
  )
  expect(history).toHaveLength(1)
  expect(JSON.stringify(repositories[0].details)).toContain('"new":true')
  expect(run(repository.root, [...args, 'html']).out.includes('Findings over time')).toBe(true)
})

it('says what cannot be compared with', () => {
  const args = ['audit', '--format', 'html', '--compare']
  expect(run(repository.root, [...args, 'none.json'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('none.json cannot be read'),
  })
  expect(run(repository.root, [...args, 'cluster.yaml'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('not valid JSON'),
  })
})
