import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { minimatch } from 'minimatch'
import { auditRepositories, type Outcome } from '../action/repositories.ts'
import { writeWhole } from '../git/write.ts'
import { type Client, createClient, hasProxy } from '../github/client.ts'
import { type Head, type HeadList, listHeads } from '../github/organization.ts'
import { explainReadError } from '../github/refusal.ts'
import { type AuditParts, createAudit } from '../report/audit/merge.ts'
import type { AuditReport } from '../report/audit/model.ts'
import { readAuditReport } from '../report/audit/read.ts'
import { EXIT, type ExitCode } from '../report/exit-codes.ts'
import { show } from '../report/formats/ansi.ts'
import type { OutputFormat } from '../settings/field.ts'
import { UserError } from '../settings/user-error.ts'
import { VERSION } from '../version.ts'
import { describeCounts, printAudit, readEarlier } from './audit-report.ts'
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

async function auditAll(
  { given, rules, terminal }: Invocation,
  { earlier, kept }: Before,
): Promise<AuditReport> {
  const token = terminal.env['GITHUB_TOKEN'] ?? terminal.env['GH_TOKEN']
  if (!token) {
    throw new UserError(
      'There is no token to read repositories with.',
      'Set `GITHUB_TOKEN` to a token that may read the contents of the repositories.',
    )
  }
  const step = { environment: terminal.env, rules, given: { ...given, githubToken: token } }
  const client = await createClient({
    token,
    apiUrl: terminal.env['GITHUB_API_URL'] ?? 'https://api.github.com',
    proxied: hasProxy(terminal.env),
    warn: (message) => terminal.warn(`${show(message)}\n`),
    longestWait: LONGEST_WAIT,
  })
  const { heads, budget } = await findHeads(client, terminal.cwd, given)
  const left = budget ? `; ${budget.remaining} requests left until ${budget.resetAt}` : ''
  terminal.warn(`${heads.length} repositories${left}\n`)
  const date = new Date().toISOString()
  const done = startCollection()
  const keep = () => {
    if (given.resume === undefined) return
    const text = JSON.stringify(createAudit({ version: VERSION, created: date, ...done.parts }))
    writeWhole({ path: resolve(terminal.cwd, given.resume), roots: [terminal.cwd] }, text)
  }
  const onDone = (outcome: Outcome) => {
    done.add(outcome)
    terminal.warn(`${done.count()}/${heads.length} ${describeOutcome(outcome)}\n`)
    if (done.count() % KEPT_EVERY === 0) keep()
  }
  const known = [kept, earlier].filter((report) => report !== undefined)
  await auditRepositories(heads, { client, step, date, known, onDone })
  keep()
  return createAudit({ version: VERSION, created: date, ...done.parts, earlier })
}

type Parts = {
  [K in 'repositories' | 'without' | 'failures']: NonNullable<AuditParts[K]>[number][]
}

/** What repositories became, as it comes in. */
function startCollection() {
  const parts: Parts = { repositories: [], without: [], failures: [] }
  return {
    parts,
    count: () => parts.repositories.length + parts.without.length + parts.failures.length,
    add(outcome: Outcome) {
      if (outcome.kind === 'audited') parts.repositories.push(outcome.repository)
      else if (outcome.kind === 'without') parts.without.push(outcome.repository)
      else parts.failures.push(outcome.failure)
    },
  }
}

function describeOutcome(outcome: Outcome): string {
  if (outcome.kind === 'failed') {
    return `${show(outcome.failure.repository)}: ${show(outcome.failure.reason)}`
  }
  const { name } = outcome.repository
  if (outcome.kind === 'without') return `${show(name)}: no Cortex files`
  return `${show(name)}: ${describeCounts(outcome.repository.report.counts)}`
}

type Given = Invocation['given']

async function findHeads(client: Client, cwd: string, given: Given): Promise<HeadList> {
  const { org, repositories, archived = false, forks = false } = given
  const patterns = repositories === undefined ? [] : readPatterns(resolve(cwd, repositories))
  const isWanted = createFilter(patterns)
  const heads: Head[] = []
  let budget: HeadList['budget']
  for (const owner of org === undefined ? ownersOf(patterns) : [org]) {
    const list = await listOwner(client, owner)
    budget = list.budget
    heads.push(
      ...list.heads.filter(
        (head) => (archived || !head.isArchived) && (forks || !head.isFork) && isWanted(head.name),
      ),
    )
  }
  return { heads, ...(budget && { budget }) }
}

async function listOwner(client: Client, owner: string): Promise<HeadList> {
  const list = await listHeads(client, owner).catch((error: unknown) => {
    throw explainReadError(error)
  })
  if (list) return list
  throw new UserError(
    `There is no organization or person ${show(owner)} that the token can see.`,
    'Check the name, and what the token may read.',
  )
}

function readPatterns(path: string): readonly string[] {
  try {
    const lines = readFileSync(path, 'utf8').split(/\r?\n/)
    return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'))
  } catch {
    throw new UserError(
      `${show(path)} cannot be read.`,
      'Check the path given to `--repositories`.',
    )
  }
}

/** The owners that a list of repositories names. Throws a UserError if one is not literal. */
function ownersOf(patterns: readonly string[]): readonly string[] {
  const included = patterns.filter((each) => !each.startsWith('!'))
  const owners = new Set(included.map((each) => (each.includes('/') ? each.split('/', 1)[0] : '')))
  const names = [...owners].map((each) => each ?? '')
  if (names.length > 0 && names.every((name) => /^[\w-]+$/.test(name))) return names
  throw new UserError(
    'The list of repositories does not name their owners.',
    'Write `owner/name` on each line, or add `--org NAME`.',
  )
}

/** By the name with its owner, or without; what is excluded stays out. */
function createFilter(patterns: readonly string[]): (name: string) => boolean {
  const excluded = patterns.filter((each) => each.startsWith('!')).map((each) => each.slice(1))
  const included = patterns.filter((each) => !each.startsWith('!'))
  return (name) =>
    (included.length === 0 || included.some((each) => isNamed(name, each))) &&
    !excluded.some((each) => isNamed(name, each))
}

function isNamed(name: string, pattern: string): boolean {
  return [name, name.slice(name.indexOf('/') + 1)].some((each) =>
    minimatch(each, pattern, { nocase: true, nonegate: true, nocomment: true }),
  )
}

function readKept(path: string): AuditReport | undefined {
  return existsSync(path) ? readAuditReport(readFileSync(path, 'utf8')) : undefined
}
