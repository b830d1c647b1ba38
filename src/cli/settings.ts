import { lstatSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { filterCommitted, readCommitted } from '../git/committed.ts'
import { listPaths } from '../git/paths.ts'
import { readText } from '../git/read-text.ts'
import { findRoot } from '../git/revisions.ts'
import { show } from '../report/formats/ansi.ts'
import type { ChangeSet } from '../review/change-set.ts'
import type { Rule } from '../review/rule.ts'
import type { Options } from '../settings/field.ts'
import { isRuleFile, MISPLACED_PATHS, RULES_FOLDER, SETTINGS_PATHS } from '../settings/files.ts'
import { resolveOptions } from '../settings/options.ts'
import { type FoundSettings, type SettingsText, settleSettings } from '../settings/settle.ts'
import type { Load, ResolvedFile } from '../settings/shared/extend.ts'
import { findUnmatched, listPatterns } from '../settings/unmatched.ts'
import { UserError } from '../settings/user-error.ts'
import { compareText } from '../text/compare.ts'
import { createRemoteLoad } from './extended.ts'
import type { Invocation } from './invocation.ts'

/** Where settings are read. */
export interface SettingsPlace {
  readonly root: string
  /** Absent: the folder as it is. */
  readonly commit?: string | undefined
  /** The commit that is reviewed, whose settings are checked and not obeyed. */
  readonly head?: string | undefined
}

/** What options, settings file and defaults decide together. */
export interface ReadOptions {
  readonly options: Options
  /** The settings file of the repository. */
  readonly file: SettingsText | undefined
  /** Which file set what last; see `originKey`. */
  readonly origins: ReadonlyMap<string, string>
  /** What these files say, by the same names. */
  readonly texts: ReadonlyMap<string, string>
  /** The files that it extends. */
  readonly extended: readonly ResolvedFile[]
  /** What is wrong with the settings that the reviewed commit brings. */
  readonly problems: NonNullable<ChangeSet['settings']>
}

/**
 * What options, settings file and defaults decide together; warns of settings without effect.
 *
 * The file is that of the commit, or else of the folder; one that is named must exist.
 */
export async function readOptions(
  invocation: Invocation,
  place: SettingsPlace,
): Promise<ReadOptions> {
  const { given, rules, terminal } = invocation
  const found =
    given.settings === undefined ? findDefault(place) : readNamed(invocation, given.settings, place)
  const settled = await settleSettings(found, {
    rules,
    load: loadIn(invocation, place, place.commit),
    ...(place.head !== undefined && { loadProposed: loadIn(invocation, place, place.head) }),
  })
  const { settings, file, files, notes, problems, origins, texts } = settled
  const patterns = listPatterns(given, file, 'Option')
  const all = patterns.length > 0 ? listPaths(place.root, place.head ?? place.commit) : undefined
  for (const note of [...notes, ...(all ? findUnmatched(patterns, all) : [])]) {
    terminal.warn(`cortex-review: warning: ${show(note)}\n`)
  }
  const options = resolveOptions(given, settings)
  return { options, file, origins, texts, extended: files, problems }
}

/** Reads what settings extend: files where they stand themselves, others over the network. */
function loadIn(
  { given, terminal }: Invocation,
  { root }: SettingsPlace,
  commit: string | undefined,
): Load {
  if (given.noExtends) return async () => ({ text: '' })
  const remote = createRemoteLoad(terminal)
  return async (file) => {
    const { repository, path } = file
    if (repository !== undefined) return remote(file)
    const text =
      commit === undefined ? readText(join(root, path), root) : readCommitted(root, commit, path)
    return text === undefined ? { problem: 'does not exist in this repository' } : { text }
  }
}

function readNamed(
  { terminal }: Invocation,
  path: string,
  { root, commit }: SettingsPlace,
): FoundSettings {
  const text = readText(resolve(terminal.cwd, path), root)
  if (text === undefined) throw new UserError(`There is no settings file ${show(path)}.`)
  const { ruleFiles } = findAt(root, commit)
  return { files: [{ path: show(path), text }], misplaced: [], ruleFiles }
}

function findDefault({ root, commit, head }: SettingsPlace): FoundSettings {
  const found = findAt(root, commit)
  if (head === undefined) return found

  const { files: proposed, ruleFiles: proposedRules } = findAt(root, head)
  const isTouched =
    JSON.stringify([proposed, proposedRules]) !== JSON.stringify([found.files, found.ruleFiles])
  return { ...found, ...(isTouched && { proposed, proposedRules }) }
}

/** The settings files of a commit, or of the folder as it is. */
function findAt(root: string, commit: string | undefined): FoundHere {
  const all = [...SETTINGS_PATHS, ...MISPLACED_PATHS]
  const there =
    commit === undefined
      ? [...all, ...listFolder(root)].filter((path) =>
          lstatSync(join(root, path), { throwIfNoEntry: false }),
        )
      : filterCommitted(root, commit, all, RULES_FOLDER)
  const read = (path: string): SettingsText[] => {
    const text =
      commit === undefined ? readText(join(root, path), root) : readCommitted(root, commit, path)
    return text === undefined ? [] : [{ path, text }]
  }
  // What is no folder says so when it is read.
  const rules = there.filter((path) => isRuleFile(path) || path === RULES_FOLDER)
  return {
    files: SETTINGS_PATHS.filter((path) => there.includes(path)).flatMap(read),
    misplaced: MISPLACED_PATHS.filter((path) => there.includes(path)),
    ruleFiles: rules.toSorted(compareText).flatMap(read),
  }
}

type FoundHere = FoundSettings & Required<Pick<FoundSettings, 'ruleFiles'>>

/** What is in the folder of rules; the folder itself if it is none. */
function listFolder(root: string): readonly string[] {
  const stats = lstatSync(join(root, RULES_FOLDER), { throwIfNoEntry: false })
  if (!stats) return []
  if (!stats.isDirectory()) return [RULES_FOLDER]
  return readdirSync(join(root, RULES_FOLDER)).map((name) => `${RULES_FOLDER}/${name}`)
}

/** The rules of the repository's own that its settings have where the command is run. */
export async function readOwnRules(invocation: Invocation): Promise<readonly Rule[]> {
  const { cwd } = invocation.terminal
  const { options } = await readOptions(invocation, { root: findRoot(cwd) ?? cwd })
  return options.customRules
}
