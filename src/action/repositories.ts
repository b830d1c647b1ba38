import type { Client } from '../github/client.ts'
import type { Head } from '../github/organization.ts'
import { openSource, readFiles } from '../github/read/blobs.ts'
import { resolveRef } from '../github/read/query.ts'
import { messageOf } from '../github/refusal.ts'
import { describeCounts } from '../report/audit/markdown.ts'
import type { AuditParts } from '../report/audit/merge.ts'
import type {
  AuditedRepository,
  AuditFailure,
  AuditReport,
  Basis,
  UnconcernedRepository,
} from '../report/audit/model.ts'
import { OWNER_FILES, type OwnersOf, readOwners } from '../report/audit/owners.ts'
import { toAuditedRepository } from '../report/audit/repository.ts'
import { hash } from '../review/hash.ts'
import { findClusterPaths } from '../review/selection.ts'
import { hideInText } from '../secrets/hide.ts'
import type { ResolvedFile } from '../settings/shared/extend.ts'
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
  const resolve = createResolver(run.client)
  const work = async () => {
    for (const head of waiting) {
      run.onDone((await takeOver(head, run, resolve)) ?? (await auditHead(head, run)))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}

/** The part of an earlier report of the same version and settings, if nothing was pushed since. */
async function takeOver(
  { name, commit }: Head,
  { known, date, step }: AuditRun,
  resolve: Resolver,
): Promise<Outcome | undefined> {
  if (commit === undefined) return { kind: 'without', repository: { name } }
  const wanted = basisOf(step)
  for (const { tool, basis, repositories, without } of known) {
    if (tool.version !== VERSION || (basis ?? '') !== wanted) continue
    const isSame = (each: UnconcernedRepository) => each.name === name && each.commit === commit
    const repository = repositories.find(isSame)
    if (repository && (await isCurrent(repository, date, resolve))) {
      return { kind: 'audited', repository }
    }
    if (without.some(isSame)) return { kind: 'without', repository: { name, commit } }
  }
  return undefined
}

/** What the settings of the audit itself are; '' if there are none. */
export function basisOf({ given, policy }: Step): string {
  const judging = JUDGING.flatMap((key) => (given[key] === undefined ? [] : [[key, given[key]]]))
  if (judging.length === 0 && !policy) return ''
  return hash([JSON.stringify(judging), policy?.digest ?? ''])
}

const JUDGING = [
  'paths',
  'pathsIgnore',
  'devPaths',
  'failOn',
  'incomplete',
  'rules',
  'cortexVersion',
  'settings',
] as const

/** Exceptions that end within so many days lead to other findings without a change. */
const ENDING = 15
const DAY = 24 * 60 * 60 * 1000

/** Whether a part would be the same today, if it was read again. */
async function isCurrent(
  { report, basis = [] }: AuditedRepository,
  date: string,
  resolve: Resolver,
): Promise<boolean> {
  const soon = new Date(Date.parse(date) + ENDING * DAY).toISOString().slice(0, 10)
  const ends = [...report.ignored, ...report.accepted].flatMap((each) =>
    'until' in each && each.until !== undefined ? [each.until] : [],
  )
  if (ends.some((until) => until <= soon)) return false
  for (const each of basis) if ((await resolve(each)) !== each.commit) return false
  return true
}

type Resolver = (ref: Pick<Basis, 'repository' | 'ref'>) => Promise<string | undefined>

/** Asks what a ref stands for, once in a run. */
function createResolver(client: Client): Resolver {
  const known = new Map<string, Promise<string | undefined>>()
  return ({ repository, ref }) => {
    const key = `${repository}@${ref}`
    const [owner = '', repo = ''] = repository.split('/')
    const found = known.get(key) ?? resolveRef(client, { owner, repo }, ref).catch(() => undefined)
    known.set(key, found)
    return found
  }
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
    const { options, extended } = reading.scope
    const repository = toAuditedRepository(review, {
      ...json,
      name,
      url,
      date,
      ownersOf,
      clusterPathsOf: (path) => findClusterPaths(path, options),
      basis: [...extended.flatMap(toBasis), ...(reading.basis ?? [])],
    })
    return { kind: 'audited', repository }
  } catch (error) {
    return { kind: 'failed', failure: { repository: name, reason: hideInText(messageOf(error)) } }
  }
}

function toBasis({ repository, ref, commit }: ResolvedFile): readonly Basis[] {
  if (repository === undefined || commit === undefined) return []
  return [{ repository, ref: ref ?? '', commit }]
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
