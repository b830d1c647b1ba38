import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { info, warning } from '@actions/core'
import { makeFolder, writeWhole } from '../git/write.ts'
import type { Client } from '../github/client.ts'
import { findPreviousRun } from '../github/previous.ts'
import { loadAt, loadRemote } from '../github/read/settings-source.ts'
import { messageOf } from '../github/refusal.ts'
import { renderAuditJunit, toAuditSarif } from '../report/audit/exports.ts'
import { describeCounts, renderAuditSummary, titleOf } from '../report/audit/markdown.ts'
import { createAudit } from '../report/audit/merge.ts'
import { type AuditReport, totalsOf } from '../report/audit/model.ts'
import { readAuditReport } from '../report/audit/read.ts'
import { mergeShards, type Shard } from '../report/audit/shards.ts'
import { toSafeJson } from '../report/formats/safe-json.ts'
import { rowsToCsv } from '../report/html/client/state.ts'
import { renderHtml } from '../report/html/page.ts'
import { listFindingRows } from '../report/html/rows.ts'
import { DEFAULT_AUDIT_FOLDER } from '../settings/fields/audit.ts'
import { UserError } from '../settings/user-error.ts'
import { HOMEPAGE, VERSION } from '../version.ts'
import { connect, connectSettings, docsUrl, type Step } from './connect.ts'
import { findHeads, readPatterns } from './heads.ts'
import { printForeign } from './log.ts'
import { output, writeJobSummary } from './outputs.ts'
import { cutShards, type Plan, parsePlan } from './plan.ts'
import { type Policy, readPolicy } from './policy.ts'
import {
  auditRepositories,
  basisOf,
  describeOutcome,
  describeUnseen,
  startCollection,
} from './repositories.ts'
import { trackFindings } from './tracking.ts'

/** Seconds that a job waits for limits of GitHub: a token of an App lasts an hour. */
const LONGEST_WAIT = 45 * 60
/** The artifact with the report, as the workflow names it. */
const ARTIFACT = 'cortex-audit'

/** One step of an audit of many repositories. Returns what fails it; undefined if it succeeded. */
export async function runAuditStep(step: Step): Promise<string | undefined> {
  const { given } = step
  if (given.step === 'plan') await plan(step)
  else if (given.step === 'audit') await auditShard(step)
  else return report(step)
  return undefined
}

async function plan(step: Step): Promise<void> {
  const { org, repositories = '', archived, forks, shards } = step.given
  const patterns = readPatterns(repositories)
  if (org === undefined && patterns.length === 0) {
    throw new UserError(
      'There is nothing to audit.',
      'Set the input `org` to an organization, or `repositories` to a list.',
    )
  }
  const client = await connectAudit(step)
  const found = await findHeads(client, { org, patterns, archived, forks })
  const cut = cutShards(found.heads, shards)
  const { unseen, notes } = found
  writeIn(step, 'plan.json', { form: 1, shards: cut, unseen, notes } satisfies Plan)
  for (const note of notes) warning(note)
  output('shards', JSON.stringify(cut.map((_, at) => at + 1)))
  output('previous-run', String((await findPrevious(step)) ?? ''))
  info(`Repositories: ${found.heads.length}; shards: ${cut.length}.`)
  if (found.budget) {
    info(`Requests left until ${found.budget.resetAt}: ${found.budget.remaining}.`)
  }
}

/** The run with the report before, in the repository of the workflow; without it, all is new. */
async function findPrevious(step: Step): Promise<number | undefined> {
  const [owner = '', repo = ''] = (step.environment['GITHUB_REPOSITORY'] ?? '').split('/')
  const run = Number(step.environment['GITHUB_RUN_ID'])
  try {
    return await findPreviousRun(await connect(step), { owner, repo }, { run, artifact: ARTIFACT })
  } catch (error) {
    warning(
      `The previous report was not found: ${messageOf(error)}. Grant the job \`actions: read\`.`,
    )
    return undefined
  }
}

async function auditShard(step: Step): Promise<void> {
  const { shards } = readPlan(step)
  const { shard = 0 } = step.given
  const heads = shards[shard - 1]
  if (!heads) {
    throw new UserError(
      `The plan has no shard ${shard}: it has ${shards.length}.`,
      'Set the input `shard` to a number of the output `shards`.',
    )
  }
  const earlier = readEarlier(step)
  const client = await connectAudit(step)
  const policy = await findPolicy(step, client)
  const audited = {
    ...step,
    given: { ...step.given, githubToken: auditTokenOf(step) ?? '' },
    ...(policy && { policy }),
  }
  const date = new Date().toISOString()
  const done = startCollection()
  await auditRepositories(heads, {
    client,
    step: audited,
    date,
    known: earlier ? [earlier] : [],
    onDone(outcome) {
      done.add(outcome)
      printForeign([`${done.count()}/${heads.length} ${describeOutcome(outcome)}`])
    },
  })
  writeIn(
    step,
    `shards/${shard}.json`,
    createAudit({ version: VERSION, created: date, ...done.parts, basis: basisOf(audited) }),
  )
  if (done.parts.failures.length > 0) {
    warning(`Repositories that could not be audited: ${done.parts.failures.length}. See the log.`)
  }
}

async function report(step: Step): Promise<string | undefined> {
  const { shards, unseen, notes } = readPlan(step)
  const merged = mergeShards(
    shards.map(
      (heads, at): Shard => ({
        names: heads.map(({ name }) => name),
        part: readPart(join(folderOf(step), 'shards', `${at + 1}.json`)),
      }),
    ),
  )
  const { missing, basis: _, ...parts } = merged
  const lost = missing.map((shard) => `Shard ${shard} of ${shards.length} did not report.`)
  const audit = createAudit({
    version: VERSION,
    created: new Date().toISOString(),
    ...parts,
    failures: [...parts.failures, ...unseen.map(describeUnseen)],
    notes: [...lost, ...notes],
    basis: merged.basis,
    earlier: readEarlier(step),
  })
  writeFormats(step, audit)
  for (const note of audit.notes ?? []) warning(note)
  await writeJobSummary(renderAuditSummary(audit), step.environment)
  await trackFindings(step, audit, () => connectAudit(step))
  return conclude(audit)
}

/** All formats of the report, made from the same data. */
function writeFormats(step: Step, audit: AuditReport): void {
  writeIn(step, 'report/cortex-audit.json', audit)
  writeIn(step, 'report/cortex-audit.html', renderHtml(audit))
  writeIn(step, 'report/cortex-audit.csv', rowsToCsv(listFindingRows(audit)))
  writeIn(step, 'report/cortex-audit.junit.xml', renderAuditJunit(audit))
  const options = { version: VERSION, docsUrl: docsUrl(step.environment), homepage: HOMEPAGE }
  for (const repository of audit.repositories) {
    const name = repository.name.replaceAll('/', '--')
    writeIn(step, `report/sarif/${name}.sarif`, toAuditSarif(repository, step.rules, options))
  }
}

function conclude(audit: AuditReport): string | undefined {
  const { repositories, failures } = audit
  const totals = totalsOf(audit)
  const isFailure = repositories.some((each) => each.report.conclusion === 'failure')
  const isComplete = failures.length === 0 && repositories.every((each) => each.report.complete)
  const sum = (of: 'ignored' | 'accepted') =>
    repositories.reduce((total, { report: { counts } }) => total + counts[of], 0)
  output('conclusion', isFailure ? 'failure' : 'success')
  output('complete', isComplete)
  output('error-count', totals.error)
  output('warning-count', totals.warning)
  output('info-count', totals.info)
  output('ignored-count', sum('ignored'))
  output('accepted-count', sum('accepted'))
  info(`${titleOf(audit)}: ${describeCounts(totals)}.`)
  return isFailure ? `${titleOf(audit)}. See the job summary and the report.` : undefined
}

/** The settings that all repositories start from; a file is one of the workflow's repository. */
async function findPolicy(step: Step, client: Client): Promise<Policy | undefined> {
  const { policy } = step.given
  if (policy === undefined) return undefined
  const [owner = '', repo = ''] = (step.environment['GITHUB_REPOSITORY'] ?? '').split('/')
  const own = loadAt(await connect(step), { owner, repo }, step.environment['GITHUB_SHA'] ?? '')
  const remote = loadRemote(() => connectSettings(client, step))
  return readPolicy(policy, step.rules, (file) =>
    file.repository === undefined ? own(file) : remote(file),
  )
}

function auditTokenOf({ given }: Step): string | undefined {
  return given.auditToken ?? given.githubToken
}

function connectAudit(step: Step): Promise<Client> {
  const githubToken = auditTokenOf(step)
  const given = { ...step.given, ...(githubToken !== undefined && { githubToken }) }
  return connect({ ...step, given }, LONGEST_WAIT)
}

function folderOf({ environment, given }: Step): string {
  return resolve(environment['GITHUB_WORKSPACE'] ?? '.', given.auditFolder ?? DEFAULT_AUDIT_FOLDER)
}

function readPlan(step: Step): Plan {
  const path = join(folderOf(step), 'plan.json')
  if (existsSync(path)) return parsePlan(readFileSync(path, 'utf8'))
  throw new UserError(
    `There is no plan at ${path}.`,
    'Download the artifact that the job with `step: plan` uploaded.',
  )
}

/** What a shard reported; nothing if its file is broken, as if the job had failed. */
function readPart(path: string): AuditReport | undefined {
  if (!existsSync(path)) return undefined
  try {
    return readAuditReport(readFileSync(path, 'utf8'))
  } catch (error) {
    warning(`The report at ${path} is not read: ${messageOf(error)}`)
    return undefined
  }
}

/** The report before this one. One that expired, or that another version wrote, is as good as none. */
function readEarlier({ environment, given }: Step): AuditReport | undefined {
  const { compare } = given
  if (compare === undefined) return undefined
  const path = resolve(environment['GITHUB_WORKSPACE'] ?? '.', compare)
  if (existsSync(path)) return readPart(path)
  info(`There is no report at ${path} to compare with.`)
  return undefined
}

function writeIn(step: Step, name: string, content: object | string): void {
  const folder = resolve(step.environment['GITHUB_WORKSPACE'] ?? '.')
  const target = { path: join(folderOf(step), name), roots: [folder] }
  makeFolder(target)
  writeWhole(target, typeof content === 'string' ? content : `${toSafeJson(content)}\n`)
}
