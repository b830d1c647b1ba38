import type { Client } from '../github/client.ts'
import type { Head } from '../github/organization.ts'
import { openSource, readFiles } from '../github/read/blobs.ts'
import { messageOf } from '../github/refusal.ts'
import { describeCounts } from '../report/audit/markdown.ts'
import type { AuditParts } from '../report/audit/merge.ts'
import type {
  AuditedRepository,
  AuditFailure,
  AuditReport,
  UnconcernedRepository,
} from '../report/audit/model.ts'
import { OWNER_FILES, type OwnersOf, readOwners } from '../report/audit/owners.ts'
import { toAuditedRepository } from '../report/audit/repository.ts'
import { hideInText } from '../secrets/hide.ts'
import { VERSION } from '../version.ts'
import { docsUrl, type Step } from './connect.ts'
import { judgeTask } from './judge.ts'

/** What became of one repository. */
export type Outcome =
  | { readonly kind: 'audited'; readonly repository: AuditedRepository }
  | { readonly kind: 'without'; readonly repository: UnconcernedRepository }
  | { readonly kind: 'failed'; readonly failure: AuditFailure }

/** What became of a repository, in one line. */
export function describeOutcome(outcome: Outcome): string {
  if (outcome.kind === 'failed') return `${outcome.failure.repository}: ${outcome.failure.reason}`
  const { name } = outcome.repository
  if (outcome.kind === 'without') return `${name}: no Cortex files`
  return `${name}: ${describeCounts(outcome.repository.report.counts)}`
}

/** What a repository becomes that is named and that the token cannot see. */
export function describeUnseen(name: string): AuditFailure {
  return { repository: name, reason: 'Not found: it does not exist, or the token cannot see it.' }
}

type Parts = {
  [K in 'repositories' | 'without' | 'failures']: NonNullable<AuditParts[K]>[number][]
}

/** What repositories became, as it comes in. */
export function startCollection() {
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

export interface AuditRun {
  readonly client: Client
  readonly step: Step
  /** Now, as ISO 8601 in UTC. */
  readonly date: string
  /** Reports whose parts are taken over where a head is still the same; the first one wins. */
  readonly known: readonly AuditReport[]
  readonly onDone: (outcome: Outcome) => void
}

/** GitHub advises against many requests at the same time. */
const AT_ONCE = 6

/** Audits repositories, some at the same time. What fails in one does not end the others. */
export async function auditRepositories(heads: readonly Head[], run: AuditRun): Promise<void> {
  const waiting = heads.values()
  const work = async () => {
    for (const head of waiting) run.onDone(takeOver(head, run) ?? (await auditHead(head, run)))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}

/** The part of an earlier report of the same version, if nothing was pushed since. */
function takeOver({ name, commit }: Head, { known }: AuditRun): Outcome | undefined {
  if (commit === undefined) return { kind: 'without', repository: { name } }
  for (const report of known) {
    if (report.tool.version !== VERSION) continue
    const isSame = (each: UnconcernedRepository) => each.name === name && each.commit === commit
    const repository = report.repositories.find(isSame)
    if (repository) return { kind: 'audited', repository }
    if (report.without.some(isSame)) return { kind: 'without', repository: { name, commit } }
  }
  return undefined
}

async function auditHead(head: Head, run: AuditRun): Promise<Outcome> {
  const { name, url, commit = '' } = head
  const [owner = '', repo = ''] = name.split('/')
  const { client, step, date } = run
  try {
    const task = { kind: 'audit', owner, repo, commit } as const
    const { reading, review } = await judgeTask(client, task, step)
    if (review.files.length + review.coverage.leftOut.length === 0) {
      return { kind: 'without', repository: { name, commit } }
    }
    const ownersOf = await findOwners(client, task)
    const { failOn } = reading.scope.options
    const json = { failOn, version: VERSION, docsUrl: docsUrl(step.environment), commit }
    const repository = toAuditedRepository(review, { ...json, name, url, date, ownersOf })
    return { kind: 'audited', repository }
  } catch (error) {
    return { kind: 'failed', failure: { repository: name, reason: hideInText(messageOf(error)) } }
  }
}

interface Place {
  readonly owner: string
  readonly repo: string
  readonly commit: string
}

async function findOwners(client: Client, { owner, repo, commit }: Place): Promise<OwnersOf> {
  const wanted = OWNER_FILES.map((path) => ({ path, name: { expression: `${commit}:${path}` } }))
  const { contents } = await readFiles(openSource(client, { owner, repo }), wanted)
  const found = contents.find((content) => 'text' in content)
  return readOwners(found && 'text' in found ? found.text : undefined)
}
