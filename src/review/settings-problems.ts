import type { ChangeSet } from './change-set.ts'
import type { Config } from './config.ts'
import {
  BASELINE_GROWN,
  POLICY_WEAKENED,
  SETTINGS_INVALID,
  WORKFLOW_INEFFECTIVE,
} from './engine-rules.ts'
import type { Finding } from './finding.ts'
import { hash } from './hash.ts'
import { handleOf } from './identity/handle.ts'
import { POLICY_LOCKED } from './ignores/rules.ts'
import { settingsFor } from './selection.ts'

const RULES = {
  locked: POLICY_LOCKED,
  grown: BASELINE_GROWN,
  weakened: POLICY_WEAKENED,
  workflow: WORKFLOW_INEFFECTIVE,
}

/** Reports what is wrong with the settings that a change brings: merged, they would stop every review. */
export function findSettingsProblems(
  { settings = [] }: ChangeSet,
  config: Config,
): readonly Finding[] {
  return settings.flatMap(({ path, message, range, kind, severity: own, binds }) => {
    const rule = kind ? RULES[kind] : SETTINGS_INVALID
    const severity = settingsFor(rule, path, config).severity ?? own ?? rule.severity
    if (severity === 'off') return []
    return [
      {
        rule,
        severity,
        message: kind ? message : `Cortex Review rejects these settings: ${message}`,
        location: { path, side: 'after', range },
        subject: '',
        fingerprint: hash([rule.id, path, message]),
        handle: handleOf(rule.id, path, message, ...(binds === undefined ? [] : [binds])),
      },
    ]
  })
}
