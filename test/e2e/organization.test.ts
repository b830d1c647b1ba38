import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import type { StartedGitHub } from '../fake-github/start.ts'
import type { OtherRepository, Token } from '../fake-github/world.ts'
import { AUDITOR } from '../fake-github/world.ts'
import { API, CLUSTER } from '../report/audit/samples.ts'
import { plainEvent } from './events.ts'
import { runStep } from './runner.ts'
import { prepareStage } from './stage.ts'
import { type Job, type JobResult, type Run, runJob, startRun } from './workflow-run.ts'

const { jobs }: { jobs: Readonly<Record<'plan' | 'audit' | 'report', Job>> } = parse(
  readFileSync(new URL('../../examples/workflows/organization.yml', import.meta.url), 'utf8'),
)

let action: string
let github: StartedGitHub
let run: Run
let cortex: string
let plain: string

prepareStage((stage) => {
  ;({ action, github } = stage)
  const { repository } = github.world
  cortex = repository.commit({ 'clusters/prod.yaml': CLUSTER, 'apis/cortex.yaml': API })
  plain = repository.commit({ 'README.md': 'Nothing of Cortex' })
  github.world.others.clear()
})
beforeEach(() => {
  run = startRun(11)
  for (const id of [11, 12]) addRun(id)
})
afterEach(() => run.close())

function addRun(id: number): void {
  github.world.runs.set(id, {
    id,
    number: id,
    event: 'schedule',
    headSha: plain,
    headBranch: 'main',
    headRepository: 'acme/audits',
    status: 'completed',
    conclusion: 'success',
    attempt: 1,
    workflow: 5,
  })
}

/** The token of the job itself sees none of them. */
function isSeenBy({ user }: Token): boolean {
  return user.id === AUDITOR.id
}

function add(name: string, head: string, more: Partial<OtherRepository> = {}): void {
  const { repository } = github.world
  github.world.others.set(name, { repository, isSeenBy, head, ...more })
}

const VALUES = { 'github.repository_owner': 'acme', 'secrets.CORTEX_AUDIT_TOKEN': 'auditor' }

function runNamed(name: keyof typeof jobs, values = {}): Promise<JobResult> {
  const means = { github, action, commit: plain, token: 'planner' as const }
  return runJob(jobs[name], run, { ...VALUES, ...values }, means)
}

/** All jobs; shards that are to fail are not even started. */
async function runAll(values: Readonly<Record<string, string>> = {}, lost: readonly number[] = []) {
  const plan = await runNamed('plan', values)
  expect(plan.steps[0]?.stderr).toBe('')
  const outputs = Object.fromEntries(
    Object.entries(plan.outputs).map(([key, value]) => [`needs.plan.outputs.${key}`, value]),
  )
  const numbers: readonly number[] = JSON.parse(plan.outputs['shards'] ?? '[]')
  for (const shard of numbers.filter((each) => !lost.includes(each))) {
    await runNamed('audit', { ...values, ...outputs, 'matrix.shard': String(shard) })
  }
  return { plan, outputs, report: await runNamed('report', { ...values, ...outputs }) }
}

function readReport(id = run.id) {
  const path = join(run.folder, String(id), 'cortex-audit')
  return {
    audit: JSON.parse(readFileSync(join(path, 'cortex-audit.json'), 'utf8')),
    page: readFileSync(join(path, 'cortex-audit.html'), 'utf8'),
  }
}

const namesOf = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name)

describe('the workflow for organizations', () => {
  it('plans, audits, and reports, each with no more than its token may do', async () => {
    add('acme/ml', cortex)
    add('acme/web', plain)
    add('acme/old', cortex, { isArchived: true })
    const { plan, report } = await runAll()
    expect(plan.isSuccess).toBe(true)
    expect(plan.outputs).toEqual({ shards: '[1]', 'previous-run': '' })
    const [step] = report.steps
    expect(step?.exitCode).toBe(1)
    expect(step?.outputs).toMatchObject({ conclusion: 'failure', complete: 'true' })
    expect(Number(step?.outputs['error-count'])).toBeGreaterThan(0)
    expect(step?.summary).toContain('## Cortex audit failed in 1 repository')
    expect(step?.summary).toContain('acme/ml')
    const { audit, page } = readReport()
    expect(namesOf(audit.repositories)).toEqual(['acme/ml'])
    expect(namesOf(audit.without)).toEqual(['acme/web'])
    expect(page).toContain('Cortex audit of acme/ml')
  })

  it('takes over what did not change since the newest run on the default branch', async () => {
    add('acme/ml', cortex)
    add('acme/web', plain)
    await runAll()
    const first = readReport().audit
    run = startRun(12, run.folder)
    add('acme/new', cortex)
    github.countCalls()
    const { plan, report } = await runAll()
    expect(plan.outputs['previous-run']).toBe('11')
    // The plan: the list, its own run, the branch, runs, artifacts. The shard: one repository.
    expect(github.countCalls()).toEqual({ reads: 5 + 3, writes: 0 })
    const { audit } = readReport(12)
    expect(audit.history).toHaveLength(1)
    expect(audit.repositories[0]).toEqual({
      ...first.repositories[0],
      audited: first.repositories[0].audited,
    })
    expect(report.steps[0]?.summary).toContain('0 resolved')
    expect(audit.repositories[1].details[0].new).toBe(true)
  })

  it('trusts no artifact of another workflow, branch, or event', async () => {
    add('acme/web', plain)
    const { world } = github
    const own = world.runs.get(11)
    if (!own) throw new Error('There is no run')
    world.runs.set(21, { ...own, id: 21, workflow: 6 })
    world.runs.set(22, { ...own, id: 22, headBranch: 'change' })
    world.runs.set(23, { ...own, id: 23, event: 'pull_request' })
    world.runs.set(24, { ...own, id: 24 })
    for (const id of [21, 22, 23, 24]) {
      const isExpired = id === 24
      const made = { id, name: 'cortex-audit', run: id, createdAt: '2026-01-01T00:00:00Z' }
      world.artifacts.push({ ...made, isExpired })
    }
    expect((await runNamed('plan')).outputs['previous-run']).toBe('')
    world.artifacts.push({
      id: 9,
      name: 'cortex-audit',
      run: 12,
      createdAt: '2025-01-01T00:00:00Z',
    })
    expect((await runNamed('plan')).outputs['previous-run']).toBe('12')
  })

  it('names the repositories of shards that failed, and takes none of their findings for gone', async () => {
    add('acme/a', cortex)
    add('acme/b', cortex)
    await runAll()
    run = startRun(12, run.folder)
    const values = { 'inputs.repositories': 'acme/* acme/c !acme/x' }
    const { report } = await runAll(values, [1])
    const { audit } = readReport(12)
    expect(audit.repositories).toEqual([])
    expect(audit.gone).toEqual([])
    expect(audit.failures.map(({ repository }: { repository: string }) => repository)).toEqual([
      'acme/a',
      'acme/b',
      'acme/c',
    ])
    expect(audit.notes).toEqual(['Shard 1 of 1 did not report.'])
    expect(report.steps[0]?.outputs).toMatchObject({ conclusion: 'success', complete: 'false' })
    expect(report.steps[0]?.summary).toContain('the token cannot see it')
  })
})

function runOne(inputs: Readonly<Record<string, string>>, files = {}) {
  const event = plainEvent('workflow_dispatch', plain)
  return runStep(github, action, { event, inputs, files, token: 'planner' })
}

describe('a step of an audit of many repositories', () => {
  it.each([
    [{ step: 'plan' }, 'There is nothing to audit'],
    [{ step: 'plan', org: 'none' }, 'no organization or person `none`'],
    [{ step: 'audit', shard: '1' }, 'There is no plan'],
    [{ step: 'report' }, 'There is no plan'],
  ])('says what it needs: %j', async (inputs, message) => {
    const { exitCode, annotations } = await runOne(inputs)
    expect(exitCode).toBe(2)
    expect(annotations.map((each) => each.message).join()).toContain(message)
  })

  it.each([
    ['{', 'not JSON'],
    ['{}', 'not one of Cortex Review'],
    ['{"form":1,"shards":[],"unseen":[],"notes":[]}', 'has no shard 1'],
  ])('is told from what is no plan: %s', async (text, message) => {
    const files = { 'cortex-audit/plan.json': text }
    const { exitCode, annotations } = await runOne({ step: 'audit', shard: '1' }, files)
    expect(exitCode).toBe(2)
    expect(annotations.map((each) => each.message).join()).toContain(message)
  })

  it('goes on without a previous report that cannot be looked for', async () => {
    add('acme/web', plain)
    const inputs = { step: 'plan', org: 'acme', 'audit-token': 'auditor' }
    const event = plainEvent('workflow_dispatch', plain)
    const result = await runStep(github, action, { event, inputs, token: 'usual' })
    expect(result.exitCode).toBe(0)
    expect(result.annotations.map(({ message }) => message).join()).toContain('`actions: read`')
  })

  it('says that it sees only what is public', async () => {
    add('acme/web', plain, { isPrivate: false })
    const { annotations } = await runOne({ step: 'plan', org: 'acme', 'audit-token': 'auditor' })
    expect(annotations.map(({ message }) => message).join()).toContain('only public repositories')
  })
})
