import type { FrameRow } from '../formats/code-frame.ts'
import type { JsonFinding, JsonReport } from '../formats/json.ts'

/** What an audit of one repository or of many found; `schemas/audit.json` describes it. */
export interface AuditReport {
  /** Rises when a key changes its meaning or goes. */
  readonly form: 1
  readonly tool: { readonly name: 'cortex-review'; readonly version: string }
  /** When it was made, as ISO 8601 in UTC. */
  readonly created: string
  /** Sorted by name. */
  readonly repositories: readonly AuditedRepository[]
  /** Repositories without a report, each with the reason; shards that did not report, too. */
  readonly failures: readonly AuditFailure[]
  /** Repositories that were looked at and have no Cortex files. */
  readonly without: readonly UnconcernedRepository[]
  /** What lies across repositories. */
  readonly across?: readonly Crossing[]
  /** What the settings of the audit itself were; another one for others. */
  readonly basis?: string
  /** What the reader should know of how it was made; sentences. */
  readonly notes?: readonly string[]
  /** Reports before this one, the oldest first. */
  readonly history: readonly Totals[]
  /** Findings of the report before that are not there any more. */
  readonly gone: readonly GoneFinding[]
}

export interface AuditedRepository {
  /** `owner/name`, or the name of a folder. */
  readonly name: string
  /** Its address for people. */
  readonly url?: string
  readonly commit?: string
  /** When its files were read; earlier than the report if it was taken over from the one before. */
  readonly audited: string
  readonly report: JsonReport
  /** What else there is to say of each of the report's findings, in their order. */
  readonly details: readonly FindingDetails[]
  readonly clusters: readonly ClusterFacts[]
  /** Its APIs, and the clusters that they are for. */
  readonly apis?: readonly ApiFacts[]
  /** Who owns its Cortex files, by CODEOWNERS; files that nobody owns are left out. */
  readonly owners?: readonly { readonly path: string; readonly owners: readonly string[] }[]
  /** What it was judged with of other repositories: a ref, and the commit that this was. */
  readonly basis?: readonly Basis[]
}

export interface Basis {
  readonly repository: string
  readonly ref: string
  readonly commit: string
}

export interface ApiFacts {
  readonly path: string
  readonly name: string
  readonly kind: string
  readonly endpoint?: string
  /** The files of its clusters; of the same repository where none is named. */
  readonly clusters: readonly { readonly repository?: string; readonly path: string }[]
}

/** What can only be seen of several repositories together. */
export interface Crossing {
  readonly kind: 'cluster-repeated' | 'api-name-taken' | 'endpoint-taken' | 'cluster-missing'
  readonly message: string
  readonly places: readonly CrossingPlace[]
}

export interface CrossingPlace {
  readonly repository: string
  readonly path: string
}

export interface FindingDetails {
  /** By CODEOWNERS. */
  readonly owners: readonly string[]
  /** When it was first reported. */
  readonly since: string
  /** Whether the report before did not have it; never where there was none. */
  readonly new?: true
  /** The lines around the place, with what they replace. */
  readonly frame: readonly FrameRow[]
  /** What the suggested change replaces and what it writes. */
  readonly fix?: readonly FrameRow[]
}

/** For whom a load balancer is: anybody, listed addresses on the internet, or the VPC. */
export type Exposure = 'public' | 'restricted' | 'internal' | 'unknown'

export interface ClusterFacts {
  readonly path: string
  readonly name: string
  readonly region: string
  /** The AWS account, as far as the file tells. */
  readonly account?: string
  /** How many APIs of the repository are deployed to it. */
  readonly apis: number
  readonly exposure: { readonly api: Exposure; readonly operator: Exposure }
  /** At most so many instances, of both kinds together `max_instances`. */
  readonly instances: { readonly 'on-demand': number; readonly spot: number }
  /** US dollars a month at list prices; absent where they are not known. */
  readonly monthly?: { readonly 'at-min': number; readonly 'at-max': number }
}

export interface AuditFailure {
  readonly repository: string
  readonly reason: string
}

export interface UnconcernedRepository {
  readonly name: string
  readonly commit?: string
}

export interface Totals {
  readonly date: string
  readonly error: number
  readonly warning: number
  readonly info: number
}

export interface GoneFinding {
  readonly repository: string
  readonly finding: Pick<JsonFinding, 'rule' | 'severity' | 'message' | 'fingerprint'> & {
    readonly path: string
  }
}

/** The number of findings by severity. */
export function totalsOf({ created, repositories }: AuditReport): Totals {
  const of = (severity: string) =>
    repositories.reduce(
      (sum, { report }) =>
        sum + report.findings.filter((finding) => finding.severity === severity).length,
      0,
    )
  return { date: created, error: of('error'), warning: of('warning'), info: of('info') }
}
