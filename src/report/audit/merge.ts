import { compareText } from '../../text/compare.ts'
import { findCrossings } from './across.ts'
import {
  type AuditedRepository,
  type AuditFailure,
  type AuditReport,
  type GoneFinding,
  totalsOf,
  type UnconcernedRepository,
} from './model.ts'

/** What an audit is put together from. */
export interface AuditParts {
  readonly version: string
  /** Now, as ISO 8601 in UTC. */
  readonly created: string
  readonly repositories: readonly AuditedRepository[]
  readonly failures?: readonly AuditFailure[]
  readonly without?: readonly UnconcernedRepository[]
  readonly notes?: readonly string[]
  readonly basis?: string | undefined
  /** The report before this one. */
  readonly earlier?: AuditReport | undefined
}

/** How many reports the plot over time shows. */
const MOST_HISTORY = 52

/** Puts an audit together, and compares it with the one before. */
export function createAudit(parts: AuditParts): AuditReport {
  const {
    version,
    created,
    repositories,
    failures = [],
    without = [],
    notes = [],
    basis,
    earlier,
  } = parts
  const known = earlier && indexFindings(earlier)
  const across = findCrossings(repositories.toSorted(byName))
  return {
    form: 1,
    tool: { name: 'cortex-review', version },
    created,
    repositories: repositories
      .map((repository) => (known ? markNew(repository, known) : repository))
      .toSorted(byName),
    failures: failures.toSorted((a, b) => compareText(a.repository, b.repository)),
    without: without.toSorted(byName),
    ...(across.length > 0 && { across }),
    ...(basis && { basis }),
    ...(notes.length > 0 && { notes }),
    history: earlier ? [...earlier.history, totalsOf(earlier)].slice(-MOST_HISTORY) : [],
    gone: earlier ? listGone(earlier, repositories, failures) : [],
  }
}

/** When each finding was first reported, by repository and fingerprint. */
function indexFindings({ repositories }: AuditReport): ReadonlyMap<string, string> {
  return new Map(
    repositories.flatMap(({ name, report, details }) =>
      report.findings.map(({ fingerprint }, at) => [
        keyOf(name, fingerprint),
        details[at]?.since ?? '',
      ]),
    ),
  )
}

function markNew(
  repository: AuditedRepository,
  known: ReadonlyMap<string, string>,
): AuditedRepository {
  const { name, report } = repository
  return {
    ...repository,
    details: repository.details.map((details, at) => {
      const since = known.get(keyOf(name, report.findings[at]?.fingerprint ?? ''))
      const { owners, frame, fix } = details
      const kept = { owners, frame, ...(fix && { fix }) }
      return since === undefined ? { ...kept, since: details.since, new: true } : { ...kept, since }
    }),
  }
}

/** Of a repository that could not be read nobody knows what is gone. */
function listGone(
  earlier: AuditReport,
  repositories: readonly AuditedRepository[],
  failures: readonly AuditFailure[],
): readonly GoneFinding[] {
  const unread = new Set(failures.map(({ repository }) => repository))
  const now = new Set(
    repositories.flatMap(({ name, report }) =>
      report.findings.map(({ fingerprint }) => keyOf(name, fingerprint)),
    ),
  )
  return earlier.repositories
    .filter(({ name }) => !unread.has(name))
    .flatMap(({ name, report }) =>
      report.findings
        .filter(({ fingerprint }) => !now.has(keyOf(name, fingerprint)))
        .map(({ rule, severity, message, fingerprint, location: { path } }) => ({
          repository: name,
          finding: { rule, severity, message, fingerprint, path },
        })),
    )
}

function keyOf(repository: string, fingerprint: string): string {
  return `${repository}\0${fingerprint}`
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return compareText(a.name, b.name)
}
