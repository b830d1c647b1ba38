import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Step } from '../action/connect.ts'
import { findHeads, readPatterns } from '../action/heads.ts'
import { type Policy, readPolicy } from '../action/policy.ts'
import {
  auditRepositories,
  basisOf,
  describeOutcome,
  describeUnseen,
  startCollection,
} from '../action/repositories.ts'
import { readText } from '../git/read-text.ts'
import { writeWhole } from '../git/write.ts'
import { createClient, hasProxy } from '../github/client.ts'
import { createAudit } from '../report/audit/merge.ts'
import type { AuditReport } from '../report/audit/model.ts'
import { readAuditReport } from '../report/audit/read.ts'
import { EXIT, type ExitCode } from '../report/exit-codes.ts'
import { show } from '../report/formats/ansi.ts'
import type { OutputFormat } from '../settings/field.ts'
import { UserError } from '../settings/user-error.ts'
import { VERSION } from '../version.ts'
import { printAudit, readEarlier } from './audit-report.ts'
import { createRemoteLoad } from './extended.ts'
import type { Invocation } from './invocation.ts'

/** What is kept of an audit that may be interrupted, each time so many are done. */
const KEPT_EVERY = 25
/** Seconds: until GitHub resets a limit, an hour may pass. */
const LONGEST_WAIT = 2 * 60 * 60
/** Of one repository only. */
const OF_ONE: readonly OutputFormat[] = ['sarif', 'markdown', 'github']

/** `cortex-review audit --org NAME` or `--repositories FILE`: many repositories, through the API. */
export async function auditOrganization(invocation: Invocation): Promise<ExitCode> {
  const { given, terminal } = invocation
  const { format = 'pretty', output, compare, resume } = given
  if (OF_ONE.includes(format)) {
    throw new UserError(
      `\`--format ${format}\` has no room for many repositories.`,
      'Use html, csv, json, audit-json, or pretty.',
    )
  }
  const pathOf = (path: string) => resolve(terminal.cwd, path)
  const earlier = compare === undefined ? undefined : readEarlier(pathOf(compare))
  const kept = resume === undefined ? undefined : readKept(pathOf(resume))
  const audit = await auditAll(invocation, { earlier, kept })

  const text = printAudit(audit, format)
  if (output === undefined) terminal.write(text)
  else writeWhole({ path: pathOf(output), roots: [terminal.cwd] }, text)
  const isFailure = audit.repositories.some(({ report }) => report.conclusion === 'failure')
  return isFailure ? EXIT.findings : EXIT.fine
}

interface Before {
  readonly earlier: AuditReport | undefined
  /** What was done before an interruption. */
  readonly kept: AuditReport | undefined
}

async function auditAll(invocation: Invocation, before: Before): Promise<AuditReport> {
  const { given, terminal } = invocation
  const { client, token } = await connect(invocation)
  const { org, repositories, archived, forks, resume } = given
  const patterns = repositories === undefined ? [] : readList(resolve(terminal.cwd, repositories))
  const found = await findHeads(client, { org, patterns, archived, forks })
  const { heads, budget, unseen, notes } = found
  for (const note of notes) terminal.warn(`${note}\n`)
  const left = budget ? `; ${budget.remaining} requests left until ${budget.resetAt}` : ''
  terminal.warn(`${heads.length} repositories${left}\n`)

  const step = await toStep(invocation, token)
  const basis = basisOf(step)
  const date = new Date().toISOString()
  const done = startCollection()
  for (const name of unseen) done.add({ kind: 'failed', failure: describeUnseen(name) })
  const keep = () => {
    if (resume === undefined) return
    const text = JSON.stringify(
      createAudit({ version: VERSION, created: date, ...done.parts, basis }),
    )
    writeWhole({ path: resolve(terminal.cwd, resume), roots: [terminal.cwd] }, text)
  }
  await auditRepositories(heads, {
    client,
    step,
    date,
    known: [before.kept, before.earlier].filter((report) => report !== undefined),
    onDone(outcome) {
      done.add(outcome)
      terminal.warn(`${done.count()}/${heads.length} ${show(describeOutcome(outcome))}\n`)
      if (done.count() % KEPT_EVERY === 0) keep()
    },
  })
  keep()
  const { earlier } = before
  return createAudit({ version: VERSION, created: date, ...done.parts, notes, basis, earlier })
}

async function toStep(invocation: Invocation, githubToken: string): Promise<Step> {
  const { given, rules, terminal } = invocation
  const policy = await findPolicy(invocation)
  return {
    environment: terminal.env,
    rules,
    given: { ...given, githubToken },
    ...(policy && { policy }),
  }
}

/** The settings that all repositories start from; a file is one of the working folder. */
async function findPolicy({ given, rules, terminal }: Invocation): Promise<Policy | undefined> {
  if (given.policy === undefined) return undefined
  const remote = createRemoteLoad(terminal)
  return readPolicy(given.policy, rules, async (file) => {
    if (file.repository !== undefined) return remote(file)
    const text = readText(resolve(terminal.cwd, file.path), terminal.cwd)
    return text === undefined ? { problem: 'does not exist' } : { text }
  })
}

async function connect({ terminal }: Invocation) {
  const token = terminal.env['GITHUB_TOKEN'] ?? terminal.env['GH_TOKEN']
  if (!token) {
    throw new UserError(
      'There is no token to read repositories with.',
      'Set `GITHUB_TOKEN` to a token that may read the contents of the repositories.',
    )
  }
  const client = await createClient({
    token,
    apiUrl: terminal.env['GITHUB_API_URL'] ?? 'https://api.github.com',
    proxied: hasProxy(terminal.env),
    warn: (message) => terminal.warn(`${show(message)}\n`),
    longestWait: LONGEST_WAIT,
  })
  return { client, token }
}

function readList(path: string): readonly string[] {
  try {
    return readPatterns(readFileSync(path, 'utf8'))
  } catch {
    throw new UserError(
      `${show(path)} cannot be read.`,
      'Check the path given to `--repositories`.',
    )
  }
}

function readKept(path: string): AuditReport | undefined {
  return existsSync(path) ? readAuditReport(readFileSync(path, 'utf8')) : undefined
}
