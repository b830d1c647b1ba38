import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { createRepository, type TestRepository } from '../git/repository.ts'
import { buildCli, type RunCli } from './run.ts'

const API = `# cortex-review: ignore[queue-too-long] agreed
- name: iris
  kind: RealtimeAPI
  pod:
    port: 8080
    containers:
      - name: api
        image: 123456789012.dkr.ecr.us-east-1.amazonaws.com/iris:v1.2.3
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

const DATED = / cortex\.yaml:1 queue-too-long: agreed \(since \d{4}-\d\d-\d\d, by [^,]+, no end\)/
const UNDATED = / cortex\.yaml:1 queue-too-long: agreed \(no end\)/

describe('exceptions in an audit', () => {
  it('are listed with since when and by whom, as far as Git tells', () => {
    repository.write({ 'cortex.yaml': API })
    expect(cli(repository.root, ['audit']).out).toMatch(UNDATED)
    const commit = repository.commit({})
    expect(cli(repository.root, ['audit']).out).toMatch(DATED)
    expect(cli(repository.root, ['audit', '--ref', commit]).out).toMatch(DATED)
    const { out } = cli(repository.root, ['audit', '--format', 'json'])
    expect(JSON.parse(out).exceptions).toEqual([
      {
        path: 'cortex.yaml',
        line: 1,
        rules: ['queue-too-long'],
        reason: 'agreed',
        since: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        by: expect.any(String),
      },
    ])
    // What is not committed has no origin.
    appendFileSync(join(repository.root, 'cortex.yaml'), '# more\n')
    expect(cli(repository.root, ['audit']).out).toMatch(UNDATED)
  })
})
