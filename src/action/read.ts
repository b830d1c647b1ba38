import type { Client } from '../github/client.ts'
import { readAudit } from '../github/read/audit.ts'
import { readChanges } from '../github/read/changes.ts'
import { MOST_CONTEXT } from '../github/read/context.ts'
import type { ReviewTask } from '../github/read/event.ts'
import type { Reading, Scope, Settings } from '../github/read/reading.ts'
import { explainReadError } from '../github/refusal.ts'
import type { RuleMeta } from '../review/rule.ts'
import { createSelection, findContext } from '../review/selection.ts'
import type { Options } from '../settings/field.ts'
import { MISPLACED_PATHS, SETTINGS_PATHS } from '../settings/files.ts'
import { type GivenOptions, resolveOptions } from '../settings/options.ts'
import { type SettledSettings, settleSettings } from '../settings/settle.ts'
import { findUnmatched, listPatterns } from '../settings/unmatched.ts'
import { quote } from '../text/wording.ts'

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
  const named = given.settings
  return {
    paths: named === undefined ? SETTINGS_PATHS : [named],
    misplaced: named === undefined ? MISPLACED_PATHS : [],
    parse: (found) => scopeOf(given, settleSettings(found, rules)),
  }
}

function scopeOf(given: GivenOptions, settled: SettledSettings): OptionScope {
  const { settings, file, notes, problems } = settled
  const options = resolveOptions(given, settings)
  const selection = createSelection(options)
  const patterns = listPatterns(given, file, 'Input')
  const missing =
    given.settings !== undefined && !file
      ? [`There is no settings file ${quote(given.settings)} on the base, so the defaults apply.`]
      : []
  return {
    options,
    isCandidate: (path) => selection.isCandidate(path),
    isIgnored: (path) => selection.isIgnored(path),
    isForced: (path) => selection.isForced(path),
    related: (changed, all) => findContext(changed, all, options, MOST_CONTEXT),
    notes: [...missing, ...notes],
    ...(patterns.length > 0 && { unmatched: (all) => findUnmatched(patterns, all) }),
    ...(problems.length > 0 && { problems }),
  }
}
