import type { AuditParts } from './merge.ts'
import type { AuditFailure, AuditReport } from './model.ts'

/** The repositories of each shard by name, and what its job reported; undefined if it did not. */
export interface Shard {
  readonly names: readonly string[]
  readonly part: AuditReport | undefined
}

export interface MergedShards
  extends Required<Pick<AuditParts, 'repositories' | 'without' | 'failures'>> {
  /** The numbers of the shards that did not report. */
  readonly missing: readonly number[]
  /** The settings of the audit, if all shards had the same. */
  readonly basis: string | undefined
}

/** Puts shards together. What a shard was to audit and says nothing of has failed, by name. */
export function mergeShards(shards: readonly Shard[]): MergedShards {
  const merged = shards.map(takeShard)
  const bases = new Set(shards.flatMap(({ part }) => (part ? [part.basis ?? ''] : [])))
  return {
    basis: bases.size === 1 ? [...bases][0] : undefined,
    repositories: merged.flatMap(({ repositories }) => repositories),
    without: merged.flatMap(({ without }) => without),
    failures: merged.flatMap(({ failures }) => failures),
    missing: shards.flatMap(({ part }, at) => (part ? [] : [at + 1])),
  }
}

function takeShard({ names, part }: Shard, at: number) {
  const own = new Set(names)
  const repositories = part?.repositories.filter(({ name }) => own.has(name)) ?? []
  const without = part?.without.filter(({ name }) => own.has(name)) ?? []
  const failures = part?.failures.filter(({ repository }) => own.has(repository)) ?? []
  const known = new Set([
    ...[...repositories, ...without].map(({ name }) => name),
    ...failures.map(({ repository }) => repository),
  ])
  const lost = names.filter((name) => !known.has(name)).map((name) => describeLost(name, at + 1))
  return { repositories, without, failures: [...failures, ...lost] }
}

function describeLost(repository: string, shard: number): AuditFailure {
  return {
    repository,
    reason: `Shard ${shard} did not report. Re-run the failed jobs to complete the report.`,
  }
}
