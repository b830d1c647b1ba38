import { recognize } from '../cortex/files/recognize.ts'
import { quote } from '../text/wording.ts'
import { parseDocument } from '../yaml/document.ts'
import type { ChangeSet, UnreadableFile } from './change-set.ts'
import type { Config } from './config.ts'
import { FILE_UNREADABLE } from './engine-rules.ts'
import type { Finding } from './finding.ts'
import { hash } from './hash.ts'
import { handleOf } from './identity/handle.ts'

import { settingsFor } from './selection.ts'

const REASONS: Readonly<Record<UnreadableFile['reason'], string>> = {
  'too-large': 'it is larger than 1 MiB',
  binary: 'it is binary',
  'not-utf8': 'it is not in UTF-8',
  unavailable: 'its text is not to be had',
}

/** Cortex files that the change made unreadable: else a padded file would pass every check. */
export function findUnreadable(changeSet: ChangeSet, config: Config): readonly Finding[] {
  return changeSet.unreadable
    .filter((file) => file.side === 'after' && wasCortex(file.path, changeSet))
    .flatMap((file) => report(file, config))
}

function wasCortex(path: string, { before, renames }: ChangeSet): boolean {
  const origin = renames.get(path) ?? path
  const text = before.get(origin)
  return text !== undefined && recognize(parseDocument(text), origin) !== undefined
}

function report({ path, reason }: UnreadableFile, config: Config): readonly Finding[] {
  const rule = FILE_UNREADABLE
  const severity = settingsFor(rule, path, config).severity ?? rule.severity
  if (severity === 'off') return []

  const start = { line: 1, column: 1 }
  const message = `${quote(path)} can no longer be reviewed: ${REASONS[reason]}.`
  const fingerprint = hash([rule.id, path])
  return [
    {
      rule,
      severity,
      message,
      location: { path, side: 'after', range: { start, end: start } },
      subject: '',
      fingerprint,
      handle: handleOf(rule.id, path, reason),
    },
  ]
}
