import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals'
import { EVASIONS } from '../e2e/evasions.ts'
import { createRepository, type Repository } from '../fake-github/git.ts'
import { buildCli, type RunCli } from './run.ts'

// Each test starts processes; on a busy machine that takes its time.
jest.setTimeout(90_000)

let cli: RunCli
let folder: string
let repository: Repository
beforeAll(async () => {
  cli = await buildCli()
  folder = mkdtempSync(join(tmpdir(), 'evasions-'))
  repository = createRepository(folder)
})
afterAll(() => {
  repository.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Report {
  readonly findings: readonly { readonly rule: string }[]
}

function run(args: readonly string[]) {
  const { code, out } = cli(folder, [...args, '--format', 'json', '--fail-on', 'warning'])
  const report: Report = JSON.parse(out)
  return { code, rules: report.findings.map(({ rule }) => rule) }
}

it.each(EVASIONS)('$name does not pass the command', ({ before, after, rule, audit = rule }) => {
  const base = repository.commit(before)
  const head = repository.commit(after, base)
  const found = { code: 1, rules: expect.arrayContaining([rule]) }
  expect(run(['review', '--base', base, '--head', head])).toEqual(found)
  if (audit === null) return
  const audited = { code: 1, rules: expect.arrayContaining([audit]) }
  expect(run(['audit', '--ref', head])).toEqual(audited)
})
