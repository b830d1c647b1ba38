import type { Located } from '../../cortex/files/subject.ts'
import type { Config } from '../config.ts'
import type { Problem, Rule, Severity } from '../rule.ts'
import { type EffectiveSetting, isDevPath } from '../selection.ts'
import { SEVERITIES } from '../silence/outrank.ts'
import type { RawFinding } from './raw-finding.ts'

type Weight = Pick<RawFinding, 'severity' | 'isMinor'>

/** As severe as is set, or as usual; of a locked rule that somebody raises, whichever is more. */
export function weigh(
  { rule, subject }: Pick<RawFinding, 'rule' | 'subject'>,
  problem: Problem,
  { severity: set, isRaised, lock }: EffectiveSetting,
  config: Config,
): Weight {
  // A rule that is off is not asked.
  const severity = set === 'off' ? undefined : set
  if (severity && !isRaised) return { severity }
  const usual = usualWeight(rule, problem, subject, lock?.floor ?? config)
  const isMore = severity && (usual.isMinor || isWorse(severity, usual.severity))
  return isMore ? { severity } : usual
}

function isWorse(one: Severity, other: Severity): boolean {
  return SEVERITIES.indexOf(one) < SEVERITIES.indexOf(other)
}

/** How severe a problem is where nothing is set: one level less in a file for tests, say. */
function usualWeight(
  rule: Rule,
  problem: Problem,
  { file }: Located,
  config: Pick<Config, 'devPaths'>,
): Weight {
  const severity = problem.severity ?? rule.severity
  if (!isDevPath(file.path, config)) return { severity }
  if (severity === 'info') return { severity, isMinor: true }
  // That Cortex refuses a file is a fact, whatever the file is for.
  if (rule.category === 'validity') return { severity }
  return { severity: severity === 'error' ? 'warning' : 'info' }
}
