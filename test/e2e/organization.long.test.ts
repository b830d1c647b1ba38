import type { ChildProcess } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import type { StartedGitHub } from '../fake-github/start.ts'
import { AUDITOR } from '../fake-github/world.ts'
import { API, CLUSTER } from '../report/audit/samples.ts'
import { prepareStage } from './stage.ts'
import { type Job, type JobResult, type Run, runJob, startRun } from './workflow-run.ts'

/** The table is written with `UPDATE_CALLS=1 npm run test:full -- test/e2e/organization.long`. */
const PAGE = fileURLToPath(new URL('../../docs/github-api.md', import.meta.url))
const TABLE = /(<!-- organization-calls -->\n\n)(.*)(\n\n<!-- \/organization-calls -->)/s

const ALL = 1000
const WITH_CORTEX = 50
const CHANGED = 20
const LONG = 300_000

const { jobs }: { jobs: Readonly<Record<'plan' | 'audit' | 'report', Job>> } = parse(
  readFileSync(new URL('../../examples/workflows/organization.yml', import.meta.url), 'utf8'),
)

let action: string
let github: StartedGitHub
let run: Run
let plain: string

prepareStage((stage) => {
  ;({ action, github } = stage)
  const { repository, others, runs } = github.world
  plain = repository.commit({ 'README.md': 'Nothing of Cortex' })
  others.clear()
  for (let at = 0; at < ALL; at += 1) add(at, at < WITH_CORTEX ? commitOf(at) : plain)
  for (const id of [11, 12]) {
    runs.set(id, {
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
})
beforeEach(() => {
  run = startRun(11)
})
afterEach(() => run.close())

function commitOf(at: number, image = 'iris:latest'): string {
  const own = API.replace('iris:latest', image).replaceAll('iris', `iris-${at}`)
  return github.world.repository.commit({
    'clusters/prod.yaml': CLUSTER.replace('prod', `prod-${at}`),
    'apis/cortex.yaml': own,
  })
}

function add(at: number, head: string): void {
  const { repository, others } = github.world
  // Those with Cortex files are spread over the alphabet.
  const name = `acme/r${String((at * 337) % ALL).padStart(4, '0')}`
  others.set(name, { repository, head, isSeenBy: ({ user }) => user.id === AUDITOR.id })
}

async function runNamed(
  name: keyof typeof jobs,
  values: Readonly<Record<string, string>>,
  onStart?: (child: ChildProcess) => void,
): Promise<JobResult & { readonly reads: number }> {
  github.countCalls()
  const given = { 'github.repository_owner': 'acme', 'secrets.CORTEX_AUDIT_TOKEN': 'auditor' }
  const means = { github, action, commit: plain, token: 'planner' as const }
  const result = await runJob(
    jobs[name],
    run,
    { ...given, ...values },
    { ...means, ...(onStart && { onStart }) },
  )
  const { reads, writes } = github.countCalls()
  expect(writes).toBe(0)
  return { ...result, reads }
}

async function plan() {
  const result = await runNamed('plan', {})
  const outputs = Object.fromEntries(
    Object.entries(result.outputs).map(([key, value]) => [`needs.plan.outputs.${key}`, value]),
  )
  const shards: readonly number[] = JSON.parse(result.outputs['shards'] ?? '[]')
  return { ...result, values: outputs, shards }
}

function auditShard(
  shard: number,
  values: Readonly<Record<string, string>>,
  onStart?: (child: ChildProcess) => void,
) {
  return runNamed('audit', { ...values, 'matrix.shard': String(shard) }, onStart)
}

function readReport(id: number) {
  const path = join(run.folder, String(id), 'cortex-audit/cortex-audit.json')
  return JSON.parse(readFileSync(path, 'utf8'))
}

describe('an audit of 1,000 repositories as the workflow says', () => {
  it(
    'survives a shard that is killed, completes with it, and then reads only what changed',
    async () => {
      const first = await plan()
      expect(first.shards).toHaveLength(10)
      let reads = 0
      for (const shard of first.shards) {
        if (shard === 3) continue
        const result = await auditShard(shard, first.values)
        expect(result.isSuccess).toBe(true)
        reads += result.reads
      }
      const killed = await auditShard(3, first.values, (child) => {
        github.faults.push({
          method: 'GET',
          path: /git\/trees/,
          skip: 30,
          cut: true,
          effect: () => child.kill('SIGKILL'),
        })
      })
      expect(killed.isSuccess).toBe(false)
      github.faults.length = 0

      // The report says what is missing; then the failed jobs are run again, and only they.
      const partial = await runNamed('report', first.values)
      expect(partial.steps[0]?.summary).toContain('Shard 3 of 10 did not report')
      expect(readReport(11).failures).toHaveLength(100)
      const again = await auditShard(3, first.values)
      reads += again.reads
      const report = await runNamed('report', first.values)
      const whole = readReport(11)
      expect(whole.failures.slice(0, 3)).toEqual([])
      expect([whole.repositories.length, whole.without.length]).toEqual([WITH_CORTEX, 950])
      expect([whole.failures, whole.notes, whole.across]).toEqual([[], undefined, undefined])
      expect(partial.reads + report.reads).toBe(0)

      for (let at = 0; at < CHANGED; at += 1) add(at, commitOf(at, 'iris:1.0'))
      run = startRun(12, run.folder)
      const second = await plan()
      expect(second.outputs['previous-run']).toBe('11')
      let later = 0
      for (const shard of second.shards) later += (await auditShard(shard, second.values)).reads
      const { reads: none, steps } = await runNamed('report', second.values)
      const compared = readReport(12)
      expect(compared.repositories).toHaveLength(WITH_CORTEX)
      expect(readDates(compared, whole)).toBe(WITH_CORTEX - CHANGED)
      expect(compared.gone).toHaveLength(CHANGED)
      expect(steps[0]?.summary).toContain(`0 new, ${CHANGED} resolved`)
      expect(none).toBe(0)

      checkTable([
        ['First audit', first.reads, reads],
        ['20 of the 50 changed since the previous report', second.reads, later],
      ])
    },
    LONG,
  )
})

/** How many parts are the same as before, with the date of that time. */
function readDates(
  later: { repositories: readonly { name: string; audited: string }[] },
  before: { repositories: readonly { name: string; audited: string }[] },
): number {
  const dates = new Map(before.repositories.map(({ name, audited }) => [name, audited]))
  return later.repositories.filter(({ name, audited }) => dates.get(name) === audited).length
}

function checkTable(rows: readonly (readonly [name: string, plan: number, shards: number])[]) {
  const table = [
    '| audit of 1,000 repositories, 50 with Cortex files | plan | 10 shards | report |',
    '| --- | --- | --- | --- |',
    ...rows.map(([name, planned, audited]) => `| ${name} | ${planned} | ${audited} | 0 |`),
  ].join('\n')
  const page = readFileSync(PAGE, 'utf8')
  if (process.env['UPDATE_CALLS']) writeFileSync(PAGE, page.replace(TABLE, `$1${table}$3`))
  expect(TABLE.exec(readFileSync(PAGE, 'utf8'))?.[2]).toBe(table)
}
