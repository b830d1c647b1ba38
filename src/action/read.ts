import type { Client } from '../github/client.ts'
import { readAudit } from '../github/read/audit.ts'
import { readChanges } from '../github/read/changes.ts'
import type { ReviewTask } from '../github/read/event.ts'
import type { Reading, Scope, Settings } from '../github/read/reading.ts'
import { explainReadError } from '../github/refusal.ts'
import type { RuleMeta } from '../review/rule.ts'
import { createSelection, findContext } from '../review/selection.ts'
import type { Options } from '../settings/field.ts'
import { FIELDS } from '../settings/fields.ts'
import { type GivenOptions, resolveOptions } from '../settings/options.ts'
import { parseSettings } from '../settings/settings.ts'

/** What the inputs and the settings file decide together. */
export interface OptionScope extends Scope {
  readonly options: Options
}

/**
 * Reads what a task is about, with the settings that hold for it.
 *
 * Throws UserError if the settings are wrong or GitHub does not give what is needed.
 */
export async function readTask(
  client: Client,
  task: ReviewTask,
  given: GivenOptions,
  rules: readonly RuleMeta[],
): Promise<Reading<OptionScope>> {
  const settings = settingsOf(given, rules)
  try {
    if (task.kind === 'audit') return await readAudit(client, task, settings)
    return await readChanges(client, task, settings)
  } catch (error) {
    throw explainReadError(error)
  }
}

function settingsOf(given: GivenOptions, rules: readonly RuleMeta[]): Settings<OptionScope> {
  return {
    path: given.settings ?? FIELDS.settings.default ?? '',
    parse: (file) =>
      scopeOf(resolveOptions(given, file && parseSettings(file.text, file.path, rules))),
  }
}

function scopeOf(options: Options): OptionScope {
  const selection = createSelection(options)
  return {
    options,
    isCandidate: (path) => selection.isCandidate(path),
    isIgnored: (path) => selection.isIgnored(path),
    isForced: (path) => selection.isForced(path),
    related: (changed, all) => findContext(changed, all, options),
  }
}
