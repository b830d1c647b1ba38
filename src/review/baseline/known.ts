import type { Config } from '../config.ts'
import { BASELINE_OUTDATED } from '../engine-rules.ts'
import { toFileFinding } from '../file-finding.ts'
import type { Finding } from '../finding.ts'
import type { JudgedFinding } from '../ignores/ignore.ts'
import { baselineFingerprintOf } from '../place.ts'
import { type Baseline, type BaselineEntry, divide } from './baseline.ts'

/** Findings without those that a baseline knows. */
interface Left {
  readonly kept: readonly JudgedFinding[]
  readonly known: readonly JudgedFinding[]
  /** That the baseline has entries of what is no more. */
  readonly outdated: readonly Finding[]
}

/** Takes the findings of a baseline out of those that count. */
export function leaveOutKnown(
  judged: readonly JudgedFinding[],
  baseline: Baseline | undefined,
  config: Config,
): Left {
  if (!baseline) return { kept: judged, known: [], outdated: [] }
  const found = judged.map((each) => {
    return { of: each, finding: each.finding, fingerprint: baselineFingerprintOf(each.raw) }
  })
  const { news, known, stale } = divide(found, baseline)
  const outdated = baseline.isWhole ? describeStale(stale, baseline, config) : []
  return { kept: news, known, outdated }
}

function describeStale(
  stale: readonly BaselineEntry[],
  { path }: Baseline,
  config: Config,
): readonly Finding[] {
  const [first] = stale
  if (!first) return []
  const message =
    stale.length === 1
      ? `The baseline has an entry that matches nothing: \`${first.rule}\` in \`${first.path}\`. Remove it with \`cortex-review audit --write-baseline\`.`
      : `The baseline has ${stale.length} entries that match nothing, such as \`${first.rule}\` in \`${first.path}\`. Remove them with \`cortex-review audit --write-baseline\`.`
  return toFileFinding({ rule: BASELINE_OUTDATED, path, side: 'after', message }, config)
}

/** What findings are in a baseline; locked rules have no place there. */
export function recordAll(judged: readonly JudgedFinding[]): readonly BaselineEntry[] {
  return judged
    .filter(({ finding }) => !finding.lock)
    .map(({ raw, finding }) => ({
      fingerprint: baselineFingerprintOf(raw),
      rule: finding.rule.id,
      severity: finding.severity,
      path: finding.location.path,
    }))
}
