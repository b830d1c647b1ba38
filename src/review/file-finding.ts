import type { Config } from './config.ts'
import type { Finding } from './finding.ts'
import { hash } from './hash.ts'
import { handleOf } from './identity/handle.ts'
import type { RuleMeta } from './rule.ts'
import { settingsFor } from './selection.ts'

/** What the engine says of a file as a whole, without having read it. */
export interface FileRemark {
  readonly rule: RuleMeta
  readonly path: string
  readonly side: 'before' | 'after'
  readonly message: string
}

/** The finding for a remark; none if the settings switch its rule off. */
export function toFileFinding(remark: FileRemark, config: Config): readonly Finding[] {
  const { rule, path, side, message } = remark
  const severity = settingsFor(rule, path, config).severity ?? rule.severity
  if (severity === 'off') return []

  const start = { line: 1, column: 1 }
  const fingerprint = hash([rule.id, path])
  return [
    {
      rule,
      severity,
      message,
      location: { path, side, range: { start, end: start } },
      subject: '',
      fingerprint,
      handle: handleOf(rule.id, path, message),
    },
  ]
}
