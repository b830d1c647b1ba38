import type { ChangeSet } from './change-set.ts'
import type { Config } from './config.ts'
import { SETTINGS_INVALID } from './engine-rules.ts'
import type { Finding } from './finding.ts'
import { hash } from './hash.ts'
import { handleOf } from './identity/handle.ts'
import { settingsFor } from './selection.ts'

/** Reports what is wrong with the settings that a change brings: merged, they would stop every review. */
export function findSettingsProblems(
  { settings = [] }: ChangeSet,
  config: Config,
): readonly Finding[] {
  const rule = SETTINGS_INVALID
  return settings.flatMap(({ path, message, range }) => {
    const severity = settingsFor(rule, path, config).severity ?? rule.severity
    if (severity === 'off') return []
    return [
      {
        rule,
        severity,
        message: `Cortex Review rejects these settings: ${message}`,
        location: { path, side: 'after', range },
        subject: '',
        fingerprint: hash([rule.id, path, message]),
        handle: handleOf(rule.id, path, message),
      },
    ]
  })
}
