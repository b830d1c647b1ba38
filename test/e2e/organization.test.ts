import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { TOKENS } from '../fake-github/server.ts'
import type { StartedGitHub } from '../fake-github/start.ts'
import type { OtherRepository, Token } from '../fake-github/world.ts'
import { AUDITOR, BOT } from '../fake-github/world.ts'
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

  it('lays a policy under the settings of each repository, and what it locks holds', async () => {
    const { repository } = github.world
    const settings = '.github/cortex-review.yml'
    const weak = repository.commit(
      { [settings]: 'rules: {queue-too-long: off, image-unpinned: off}\n' },
      cortex,
    )
    const rule = 'rules: {queue-too-long: error}\nlocked: [queue-too-long]\n'
    const policy = repository.commit({ 'policy.yml': rule })
    add('acme/audits', policy)
    add('acme/ml', weak)
    const from = { event: plainEvent('schedule', plain), token: 'planner' as const }
    const inputs = { policy: 'acme/audits/policy.yml@main', 'audit-token': 'auditor' }
    const workspace = run.folder
    repository.git(['update-ref', 'refs/heads/main', policy])
    const use = (more: Readonly<Record<string, string>>) =>
      runStep(github, action, { ...from, workspace, inputs: { ...inputs, ...more } })
    await use({ step: 'plan', org: 'acme' })
    await use({ step: 'audit', shard: '1' })
    await use({ step: 'report' })
    const path = join(workspace, 'cortex-audit/report/cortex-audit.json')
    const audit = JSON.parse(readFileSync(path, 'utf8'))
    const [first] = audit.repositories
    expect(first.report.findings).toContainEqual(
      expect.objectContaining({ rule: 'queue-too-long', severity: 'error' }),
    )
    expect(first.basis).toEqual([{ repository: 'acme/audits', ref: 'main', commit: policy }])

    // Unchanged, it is taken over; but not once the policy is another one.
    const read = async (before: object) => {
      writeFileSync(join(workspace, 'before.json'), JSON.stringify(before))
      github.countCalls()
      await use({ step: 'audit', shard: '1', compare: 'before.json' })
      return github.countCalls().reads
    }
    const basis = [{ ...first.basis[0], commit: 'f'.repeat(40) }]
    const taken = await read(audit)
    expect(await read({ ...audit, repositories: [{ ...first, basis }] })).toBe(taken + 4)
    expect(await read({ ...audit, basis: 'other' })).toBeGreaterThan(taken + 3)
  })

  it('judges APIs with the cluster of another repository', async () => {
    const { repository } = github.world
    const commit = repository.commit({
      '.github/cortex-review.yml':
        "clusters: [{cluster: acme/infra/clusters/prod.yaml@stable, apis: ['**']}]\n",
      'apis/cortex.yaml': API.replace('  pod:', '  node_groups: [gpu]\n  pod:'),
    })
    repository.git(['update-ref', 'refs/heads/stable', cortex])
    add('acme/infra', cortex)
    add('acme/apis', commit)
    await runAll()
    const [apis, infra] = readReport().audit.repositories
    expect(infra.name).toBe('acme/infra')
    expect(apis.clusters).toEqual([])
    expect(apis.apis[0].clusters).toEqual([
      { repository: 'acme/infra', path: 'clusters/prod.yaml' },
    ])
    const found = apis.report.findings.map(({ rule }: { rule: string }) => rule)
    expect(found).toContain('node-group-unknown')
    expect(found).not.toContain('operator-load-balancer-public')
    expect(apis.report.coverage.notes).toEqual([])
    expect(readReport().audit.across.map(({ kind }: { kind: string }) => kind)).toEqual([
      'api-name-taken',
      'endpoint-taken',
    ])
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

/** Plans, audits and reports into one folder, with an issue. */
async function track(reportIssue: string, token: 'tracker' | 'planner' = 'tracker') {
  const from = { event: plainEvent('schedule', plain), token, workspace: run.folder }
  const inputs = { org: 'acme', 'audit-token': 'auditor', 'report-issue': reportIssue }
  const use = (more: Readonly<Record<string, string>>) =>
    runStep(github, action, { ...from, inputs: { ...inputs, ...more } })
  await use({ step: 'plan' })
  await use({ step: 'audit', shard: '1' })
  github.countCalls()
  return use({ step: 'report' })
}

describe('the tracking issue', () => {
  it('is created once, edited in place, closed when nothing is left, and opened again', async () => {
    const { issues, repository } = github.world
    const foreign = {
      id: 1,
      number: 1,
      repository: 'acme/shop',
      user: AUDITOR,
      title: 'Cortex findings',
      body: 'Looks like it\n\n<!-- cortex-review:v1 audit -->',
      state: 'open' as const,
      reason: null,
      notifications: 1,
    }
    issues.push({ ...foreign }, { ...foreign, number: 2, user: BOT, body: `${foreign.body}\nno` })
    add('acme/ml', repository.commit({ CODEOWNERS: '* @acme/platform' }, cortex))
    add('acme/web', plain)
    await track('true')
    expect(github.countCalls()).toEqual({ reads: 3, writes: 1 })
    const [, , issue] = issues
    expect(issue?.body).toContain('acme/platform: 2 errors, 2 warnings')
    expect(issue?.body).toContain('clusters/prod.yaml:3')
    expect(issue?.body).not.toContain('image-remote')
    await track('true')
    expect(github.countCalls()).toEqual({ reads: 2, writes: 0 })
    add('acme/ml', plain)
    await track('true')
    expect([issue?.state, issue?.notifications]).toEqual(['closed', 2])
    await track('true')
    expect(github.countCalls()).toEqual({ reads: 2, writes: 0 })
    add('acme/ml', cortex)
    await track('true')
    expect([issues.length, issue?.state, issue?.notifications]).toEqual([3, 'open', 3])
    expect(issues.slice(0, 2).every(({ body }) => body.startsWith('Looks like it'))).toBe(true)
  })

  it('stays closed once somebody closed it as not planned', async () => {
    add('acme/ml', cortex)
    await track('true')
    const [issue] = github.world.issues
    Object.assign(issue ?? {}, { state: 'closed', reason: 'not_planned' })
    const { log } = await track('true')
    expect(log).toContain('left closed')
    expect(github.world.issues).toEqual([issue])
  })

  it('is one of each repository, by the token that reads them', async () => {
    github.tokens.set('auditor', { ...TOKENS.auditor, issues: 'write' })
    add('acme/ml', cortex)
    add('acme/web', plain)
    await track('each')
    expect(github.world.issues.map(({ repository }) => repository)).toEqual(['acme/ml'])
    expect(github.world.issues[0]?.body).not.toContain('acme/web')
  })

  it('changes no verdict where it cannot be written', async () => {
    add('acme/ml', cortex)
    const { exitCode, annotations } = await track('true', 'planner')
    expect(exitCode).toBe(1)
    expect(annotations.map(({ message }) => message).join()).toContain('`issues: write`')
  })
})

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
