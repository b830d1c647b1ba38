import type { Client } from '../github/client.ts'
import { readAudit } from '../github/read/audit.ts'
import { readChanges } from '../github/read/changes.ts'
import { MOST_CONTEXT } from '../github/read/context.ts'
import type { ReviewTask } from '../github/read/event.ts'
import type { Reading, Scope, Settings } from '../github/read/reading.ts'
import { loadAt, loadRemote } from '../github/read/settings-source.ts'
import { explainReadError } from '../github/refusal.ts'
import { createSelection, findContext } from '../review/selection.ts'
import type { Options } from '../settings/field.ts'
import { MISPLACED_PATHS, SETTINGS_PATHS } from '../settings/files.ts'
import { type GivenOptions, resolveOptions } from '../settings/options.ts'
import { type SettledSettings, settleSettings } from '../settings/settle.ts'
import type { Load, ResolvedFile } from '../settings/shared/extend.ts'
import type { PolicyChange } from '../settings/shared/policy-change.ts'
import { parseSource } from '../settings/shared/sources.ts'
import { findUnmatched, listPatterns } from '../settings/unmatched.ts'
import { quote } from '../text/wording.ts'
import { connectSettings, type Step } from './connect.ts'

/** What the inputs and the settings file decide together. */
export interface OptionScope extends Scope {
  readonly options: Options
  /** The settings files that were read besides that of the repository. */
  readonly extended: readonly ResolvedFile[]
  /** What would hold after the change, and what that changes; it is shown, never obeyed. */
  readonly proposed?: Options
  readonly policyChanges?: readonly PolicyChange[]
}

/**
 * Reads what a task is about, with the settings that hold for it.
 *
 * Throws UserError if the settings are wrong or GitHub does not give what is needed.
 */
export async function readTask(
  client: Client,
  task: ReviewTask,
  step: Step,
): Promise<Reading<OptionScope>> {
  const settings = settingsOf(client, task, step)
  try {
    if (task.kind === 'audit') return await readAudit(client, task, settings)
    return await readChanges(client, task, settings)
  } catch (error) {
    throw explainReadError(error)
  }
}

function settingsOf(client: Client, task: ReviewTask, step: Step): Settings<OptionScope> {
  const { given, rules } = step
  const remote = loadRemote(() => connectSettings(client, step))
  const loadAtSide = (commit: string): Load => {
    const own = loadAt(client, task, commit)
    return (file) => (file.repository === undefined ? own(file) : remote(file))
  }
  const named = given.settings
  return {
    paths: named === undefined ? SETTINGS_PATHS : [named],
    misplaced: named === undefined ? MISPLACED_PATHS : [],
    async parse(found, { commit, head }) {
      const reader = {
        rules,
        load: loadAtSide(commit),
        ...(step.policy && { policy: step.policy }),
        ...(head !== undefined && { loadProposed: loadAtSide(head) }),
      }
      return scopeOf(given, await settleSettings(found, reader), remote)
    },
  }
}

function scopeOf(given: GivenOptions, settled: SettledSettings, remote: Load): OptionScope {
  const { settings, file, files, notes, problems, proposed, changes } = settled
  const options = resolveOptions(given, settings)
  const selection = createSelection(options)
  const patterns = listPatterns(given, file, 'Input')
  const missing =
    given.settings !== undefined && !file
      ? [`There is no settings file ${quote(given.settings)} on the base, so the defaults apply.`]
      : []
  return {
    options,
    extended: files,
    remoteClusters: options.clusters.flatMap(({ cluster }) => {
      const source = parseSource(cluster)
      return typeof source === 'object' && source.repository !== undefined
        ? [{ cluster, source }]
        : []
    }),
    readRemote: remote,
    ...(proposed && { proposed: resolveOptions(given, proposed) }),
    ...(changes && { policyChanges: changes }),
    baseline: {
      path: options.baseline,
      growth: options.baselineGrowth,
      isBound: options.policyApprovers.length > 0,
    },
    isCandidate: (path) => selection.isCandidate(path),
    isIgnored: (path) => selection.isIgnored(path),
    isForced: (path) => selection.isForced(path),
    related: (changed, all, clusters) =>
      findContext(changed, all, options, { clusters, most: MOST_CONTEXT }),
    notes: [...missing, ...notes],
    ...(patterns.length > 0 && { unmatched: (all) => findUnmatched(patterns, all) }),
    ...(problems.length > 0 && { problems }),
  }
}
