import { compareText } from '../../text/compare.ts'
import type { JsonFinding } from '../formats/json.ts'
import type { AuditedRepository, AuditReport } from './model.ts'

/** A finding that somebody accepts. */
export interface Exception {
  readonly repository: AuditedRepository
  readonly finding: JsonFinding
  readonly reason: string
  /** Its last day. */
  readonly until?: string
}

/** An end within so many days is soon. */
export const SOON_DAYS = 30
const DAY = 24 * 60 * 60 * 1000

export function listExceptions(repository: AuditedRepository): readonly Exception[] {
  const { ignored, accepted } = repository.report
  return [...ignored, ...accepted].map((each) => {
    const { finding, reason } = each
    const until = 'until' in each ? each.until : undefined
    return { repository, finding, reason, ...(until !== undefined && { until }) }
  })
}

/** The exceptions of an audit that run out soon, the first one first. */
export function endingSoon({ repositories, created }: AuditReport) {
  const last = new Date(Date.parse(created) + SOON_DAYS * DAY).toISOString().slice(0, 10)
  return repositories
    .flatMap(listExceptions)
    .flatMap((each) => (each.until === undefined ? [] : [{ ...each, until: each.until }]))
    .filter(({ until }) => until <= last)
    .toSorted((a, b) => compareText(a.until, b.until))
}

/** Who owns a file of a repository, with spaces between them. */
export function ownersOf({ owners = [] }: AuditedRepository, path: string): string {
  return owners.find((each) => each.path === path)?.owners.join(' ') ?? ''
}
